import { type KubeResponse, must } from '../../harness/client';
import { eventually } from '../../harness/eventually';
import type { KubeObject } from '../../harness/objects';
import { claim, container, object, podOf, service } from '../../sample/workloads';
import type { Attempt, Benchmark, Cast } from '../benchmark';

const QUOTA = { apiVersion: 'v1', kind: 'ResourceQuota', name: 'streha-quota' };
const EXCEEDED = { control: 'quota', names: ['streha-quota'] } as const;

type Hard = Readonly<Record<string, string>>;
type Make = (namespace: string, name: string) => KubeObject;

/** Begins the names of objects that fill a quota. */
const FILLER = 'filler-';

/** Amounts of which each container may have one, and two together are more than a namespace of size medium holds. */
const LARGE = { cpu: '7', memory: '30Gi', 'ephemeral-storage': '35Gi' } as const;

/** Objects a tenant makes, by the name the quota counts them under. */
const COUNTED: Readonly<Record<string, Make>> = {
  configmaps: (namespace, name) => object('v1', 'ConfigMap', namespace, name),
  persistentvolumeclaims: (namespace, name) => claim(namespace, '1Gi', {}, name),
  pods: (namespace, name) => podOf(namespace, {}, name),
  secrets: (namespace, name) => object('v1', 'Secret', namespace, name),
  services: (namespace, name) => service(namespace, {}, name),
};

/** Objects of which a tenant gets none, not even from the platform. */
const NONE: Readonly<Record<string, (namespace: string) => KubeObject>> = {
  replicationcontrollers: (namespace) =>
    object('v1', 'ReplicationController', namespace, 'more', {
      spec: {
        selector: { app: 'web' },
        template: { metadata: { labels: { app: 'web' } }, spec: { containers: [container()] } },
      },
    }),
  resourcequotas: (namespace) => object('v1', 'ResourceQuota', namespace, 'more', { spec: { hard: { pods: '1000' } } }),
  'services.loadbalancers': (namespace) =>
    service(namespace, { type: 'LoadBalancer', allocateLoadBalancerNodePorts: false }),
  'services.nodeports': (namespace) => service(namespace, { type: 'NodePort' }),
};

/** Checks of what a tenant may take. */
export const quotaChecks: readonly Benchmark[] = [
  {
    id: 'FNS-1',
    title: 'Configure namespace resource quotas',
    upstream: 'Looks for the words cpu, memory and ephemeral-storage in the quotas the tenant can read.',
    held: 'ResourceQuota `streha-quota`',
    objects: async (cast) =>
      expect(Object.keys(await hard(cast, cast.home))).toEqual(expect.arrayContaining(Object.keys(LARGE))),
    attempts: ({ arta, home }) =>
      Object.entries(LARGE).map(([resource, amount]): Attempt => {
        const greedy = container({ resources: { requests: { [resource]: amount }, limits: { [resource]: amount } } });
        const pod = (...containers: readonly object[]) => {
          const named = containers.map((one, index) => ({ ...one, name: `c${index}` }));
          return { ...podOf(home, {}), spec: { containers: named } };
        };
        return {
          title: `more ${resource} than the quota holds`,
          good: () => arta.create(pod(greedy), { dryRun: true }),
          bad: () => arta.create(pod(greedy, greedy), { dryRun: true }),
          by: EXCEEDED,
        };
      }),
  },
  {
    id: 'FNS-2',
    title: 'Configure namespace object limits',
    upstream:
      'Looks for the words pods, services, replicationcontrollers, resourcequotas, secrets, configmaps, persistentvolumeclaims, services.nodeports and services.loadbalancers in the quotas the tenant can read.',
    held: 'ResourceQuota `streha-quota`',
    objects: async (cast) =>
      expect(Object.keys(await hard(cast, cast.small))).toEqual(
        expect.arrayContaining([...Object.keys(COUNTED), ...Object.keys(NONE)]),
      ),
    // At the end, all at once: what is deleted is counted anew, and that may miss what is made meanwhile.
    after: async (cast) => void (await Promise.all(Object.values(COUNTED).map((make) => empty(cast, make)))),
    attempts: (cast) => [
      ...Object.entries(COUNTED).map(
        ([resource, make]): Attempt => ({
          title: `more ${resource} than the quota holds`,
          good: () => fill(cast, resource, make),
          bad: () => cast.arta.create(make(cast.small, `${FILLER}last`)),
          by: EXCEEDED,
        }),
      ),
      ...Object.entries(NONE).map(
        ([resource, make]): Attempt => ({
          title: `${resource} beyond the quota, by the platform`,
          good: () => cast.platform.create(service(cast.home), { dryRun: true }),
          bad: () => cast.platform.create(make(cast.home), { dryRun: true }),
          by: EXCEEDED,
        }),
      ),
    ],
  },
];

/** The quota as the tenant's administrator reads it. */
async function hard({ arta }: Cast, namespace: string): Promise<Hard> {
  return must(await arta.get<{ readonly spec: { readonly hard: Hard } }>({ ...QUOTA, namespace })).spec.hard;
}

/** Makes objects until the quota is full to the last, and gives the answer for that one, or for one refused. */
async function fill(cast: Cast, resource: string, make: Make): Promise<KubeResponse> {
  const { arta, small } = cast;
  const free = await room(cast, resource);
  const answers = await Promise.all(
    Array.from({ length: free }, (_, index) => arta.create(make(small, `${FILLER}${index}`))),
  );
  // A count taken while they were being made may miss some of them, until the next.
  await eventually(`all ${resource} to be counted`, async () => (await room(cast, resource)) === 0, {
    timeoutMs: 30_000,
  });
  return answers.find(({ ok }) => !ok) ?? (answers.at(-1) as KubeResponse);
}

/** How many more the quota allows. */
async function room({ arta, small }: Cast, resource: string): Promise<number> {
  const { status } = must(
    await arta.get<{ readonly status: { readonly hard: Hard; readonly used: Hard } }>({ ...QUOTA, namespace: small }),
  );
  return Number(status.hard[resource]) - Number(status.used[resource]);
}

/** Deletes what filled the quota. */
async function empty({ arta, small }: Cast, make: Make): Promise<void> {
  const { apiVersion, kind } = make(small, FILLER);
  const { items } = must(await arta.list({ apiVersion, kind, namespace: small }));
  const fillers = items.flatMap(({ metadata: { name } }) => (name?.startsWith(FILLER) ? [name] : []));
  await Promise.all(fillers.map((name) => arta.delete({ apiVersion, kind, namespace: small, name })));
}
