import type { KubeObject } from '../harness/objects';
import { type Attempt, expectAccepted, expectRefused, refuses } from './attempts';
import { type House, openHouse } from './house';
import { autoscaler, budget, maker, type Patch, PROD, spread, TEST } from './objects';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());
const open = () => house;

const WORKLOADS = ['Deployment', 'StatefulSet'] as const;
const scaled = (kind: 'Deployment' | 'StatefulSet' | 'ReplicaSet' | 'ReplicationController', replicas: number | null) =>
  maker(kind, {}, { spec: { replicas } });

describe('replicas of 24x7 production', () => {
  refuses('replicas', open, [
    ...([...WORKLOADS, 'ReplicaSet', 'ReplicationController'] as const).flatMap((kind): Attempt[] => [
      [`one, of a ${kind}`, scaled(kind, 1), '1 replicas in 24x7 production', scaled(kind, 2)],
      [`none, of a ${kind}`, scaled(kind, 0), '0 replicas in 24x7 production', scaled(kind, 3)],
      [`left to the default, of a ${kind}`, scaled(kind, null), '1 replicas in 24x7 production', scaled(kind, 2)],
    ]),
  ]);

  it.each(WORKLOADS)('scaled down, of a %s', async (kind) => {
    expectAccepted(await house.arta.create(maker(kind, {}, { metadata: { name: 'scaled' }, spec: { replicas: 3 } })));
    const ref = { apiVersion: 'apps/v1', kind, namespace: PROD, name: 'scaled' };
    const scale = (replicas: number, subresource?: string) =>
      house.arta.patch({ ...ref, ...(subresource ? { subresource } : {}) }, { spec: { replicas } }, { dryRun: true });
    expectRefused(await scale(1), 'replicas', '1 replicas in 24x7 production');
    expectRefused(await scale(1, 'scale'), 'replicas', '1 replicas in 24x7 production');
    expectRefused(await scale(0, 'scale'), 'replicas', '0 replicas in 24x7 production');
    expectAccepted(await scale(2));
    expectAccepted(await scale(2, 'scale'));
  });

  it('left as they are by a restart', async () => {
    expectAccepted(await house.arta.create(maker('Deployment', {}, { metadata: { name: 'restarted' } })));
    const ref = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: PROD, name: 'restarted' };
    const restart = {
      spec: { template: { metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': 'now' } } } },
    };
    expectAccepted(await house.arta.patch(ref, restart));
  });

  it('are nobody else’s concern', async () => {
    const elsewhere = maker(
      'Deployment',
      { priorityClassName: null, topologySpreadConstraints: [] },
      { metadata: { namespace: TEST }, spec: { replicas: 1 } },
    );
    expectAccepted(await house.arta.create(elsewhere, { dryRun: true }));
  });
});

describe('an autoscaler of 24x7 production', () => {
  const v1 = (minReplicas: number): KubeObject => ({
    apiVersion: 'autoscaling/v1',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'web', namespace: PROD },
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, minReplicas, maxReplicas: 4 },
  });
  refuses('autoscalers', open, [
    ['down to one', autoscaler({ spec: { minReplicas: 1 } }), 'minReplicas 1 in 24x7 production', autoscaler()],
    [
      'down to the default',
      autoscaler({ spec: { minReplicas: null } }),
      'minReplicas 1 in 24x7 production',
      autoscaler(),
    ],
    ['in its older version', v1(1), 'minReplicas 1 in 24x7 production', v1(2)],
  ]);
});

describe('the spread of 24x7 production', () => {
  const spreads = (...topologySpreadConstraints: Patch[]) => ({ topologySpreadConstraints });
  const hard = (patch: Patch = {}) =>
    spread({ whenUnsatisfiable: 'DoNotSchedule', nodeTaintsPolicy: 'Honor', ...patch });
  const missing = 'topologySpreadConstraints that do not spread these pods';
  const deployment = (title: string, bad: Patch, says: string, good: Patch = {}): Attempt => [
    title,
    maker('Deployment', bad),
    says,
    maker('Deployment', good),
  ];
  const selector = (labelSelector: Patch | null) => spreads(spread({ labelSelector }));
  const anti = (topologyKey: string) => ({
    affinity: {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { topologyKey, labelSelector: { matchLabels: { app: 'web' } } },
        ],
      },
    },
  });
  const node = (key: string, ...values: string[]) => ({
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key, operator: 'In', values }] }],
        },
      },
    },
  });
  const zone = 'topology.kubernetes.io/zone';
  const waiting = (tolerationSeconds: number | null) => ({
    tolerations: [
      {
        key: 'node.kubernetes.io/unreachable',
        operator: 'Exists',
        effect: 'NoExecute',
        ...(tolerationSeconds === null ? {} : { tolerationSeconds }),
      },
    ],
  });
  refuses('zones', open, [
    ...WORKLOADS.map(
      (kind): Attempt => [`none, of a ${kind}`, maker(kind, spreads()), 'no topologySpreadConstraints', maker(kind)],
    ),
    deployment(
      'over nodes only',
      spreads(spread({ topologyKey: 'kubernetes.io/hostname' })),
      missing,
      spreads(spread({ topologyKey: 'kubernetes.io/hostname' }), spread()),
    ),
    deployment('of no pods', selector(null), missing),
    deployment('of all pods', spreads(spread({ labelSelector: {} })), missing),
    deployment(
      'of the pods of another',
      spreads(spread({ labelSelector: { matchLabels: { app: 'other' } } })),
      missing,
    ),
    deployment('by two at a time', spreads(spread({ maxSkew: 2 })), missing),
    deployment(
      'that counts dead nodes',
      spreads(hard({ nodeTaintsPolicy: 'Ignore' })),
      `DoNotSchedule on ${zone} without nodeTaintsPolicy Honor`,
      spreads(hard()),
    ),
    deployment(
      'that counts dead nodes by default',
      spreads(hard({ nodeTaintsPolicy: null })),
      'without nodeTaintsPolicy Honor',
      spreads(hard()),
    ),
    deployment(
      'that wants as many zones as before',
      spreads(hard({ minDomains: 3 })),
      'with minDomains',
      spreads(hard({ minDomains: 1 })),
    ),
    deployment(
      'whose second constraint counts dead nodes',
      spreads(spread(), hard({ topologyKey: 'kubernetes.io/hostname', nodeTaintsPolicy: null })),
      'DoNotSchedule on kubernetes.io/hostname',
      spreads(spread(), hard({ topologyKey: 'kubernetes.io/hostname' })),
    ),
    deployment('with one pod a zone at most', anti(zone), 'required affinity by zone', anti('kubernetes.io/hostname')),
    deployment('within one zone by selector', { nodeSelector: { [zone]: 'a' } }, `nodeSelector ${zone}`, {
      nodeSelector: { disk: 'ssd' },
    }),
    deployment('within one zone by affinity', node(zone, 'a'), 'required affinity to one place', node(zone, 'a', 'b')),
    deployment(
      'on one node',
      node('kubernetes.io/hostname', 'worker-1'),
      'required affinity to one place',
      node('disk', 'ssd'),
    ),
    deployment(
      'that stays in a dead zone for ever',
      waiting(null),
      'toleration of node.kubernetes.io/unreachable for ever',
      waiting(30),
    ),
    deployment('that stays in a dead zone for an hour', waiting(3600), 'for 3600 seconds', waiting(300)),
  ]);

  it('selects the pods of one workload, not of several', async () => {
    const labels = { app: 'web', part: 'api' };
    const api = (matchLabels: Patch) =>
      maker('Deployment', spreads(spread({ labelSelector: { matchLabels } })), {
        spec: { selector: { matchLabels: labels }, template: { metadata: { labels } } },
      });
    expectAccepted(await house.arta.create(api(labels), { dryRun: true }));
    expectRefused(await house.arta.create(api({ app: 'web' }), { dryRun: true }), 'zones', missing);
  });

  it('is judged again when the labels change that it selects by', async () => {
    const labels = { app: 'web', release: '1' };
    const own = maker('Deployment', spreads(spread({ labelSelector: { matchLabels: labels } })), {
      metadata: { name: 'labelled' },
      spec: { template: { metadata: { labels } } },
    });
    expectAccepted(await house.arta.create(own));
    const ref = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: PROD, name: 'labelled' };
    const relabel = (release: string) => ({ spec: { template: { metadata: { labels: { release } } } } });
    expectRefused(await house.arta.patch(ref, relabel('2'), { dryRun: true }), 'zones', missing);
    expectAccepted(await house.arta.patch(ref, relabel('1'), { dryRun: true }));
  });
});

describe('a PodDisruptionBudget', () => {
  const least = (minAvailable: number | string) => budget({ spec: { maxUnavailable: null, minAvailable } });
  const most = (maxUnavailable: number | string | null) => budget({ spec: { maxUnavailable } });
  refuses('disruption-budgets', open, [
    ['with minAvailable', least(1), 'minAvailable 1', most(1)],
    ['with all available', least('100%'), 'minAvailable 100%', most('100%')],
    ['with none unavailable', most(0), 'maxUnavailable 0', most(2)],
    ['with no per cent unavailable', most('0%'), 'maxUnavailable 0%', most('1%')],
    ['with no per cent, in two digits', most('00%'), 'maxUnavailable 00%', most('01%')],
    ['with nothing said', most(null), 'no maxUnavailable', most(1)],
    ['over every pod', budget({ spec: { selector: {} } }), 'an empty selector, which means every pod', budget()],
    [
      'that keeps pods that fail',
      budget({ spec: { unhealthyPodEvictionPolicy: 'IfHealthyBudget' } }),
      'unhealthyPodEvictionPolicy IfHealthyBudget',
      budget(),
    ],
    [
      'that keeps pods that fail by default',
      budget({ spec: { unhealthyPodEvictionPolicy: null } }),
      'unhealthyPodEvictionPolicy unset',
      budget(),
    ],
  ]);
});
