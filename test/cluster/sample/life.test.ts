import { isDeepStrictEqual } from 'node:util';
import { type KubeClient, must } from '../harness/client';
import { eventually as within } from '../harness/eventually';
import type { KubeObject } from '../harness/objects';
import { useSample } from './cluster';
import { memberOf, TENANT } from './tenants';
import { deployment, object, service } from './workloads';

// The cluster's own controllers under the guardrails: what they do for a tenant must go on.
const home = TENANT.life;
const PODS = { apiVersion: 'v1', kind: 'Pod', namespace: home };
const REPLICA_SETS = { apiVersion: 'apps/v1', kind: 'ReplicaSet', namespace: home };
const DEPLOYMENT = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: home, name: 'web' };

/** Controllers take their time on a busy machine. */
const eventually = (what: string, probe: () => Promise<boolean>) => within(what, probe, { timeoutMs: 30_000 });

const COUNTED = ['pods', 'secrets', 'count/deployments.apps', 'count/replicasets.apps'] as const;
const NOTHING = Object.fromEntries(COUNTED.map((kind) => [kind, 0]));

const sample = useSample();
let arta: KubeClient;

beforeAll(() => {
  arta = memberOf(sample().admin, sample().fleet, home);
});

test.each(['Background', 'Foreground'] as const)(
  'a Deployment gets its pods, the quota counts them, and a %s deletion leaves nothing',
  async (propagationPolicy) => {
    expect(await used()).toEqual(NOTHING);
    must(await arta.create(deployment(home, 2)));
    await eventually('two pods', async () => (await count(PODS)) === 2);
    expect(await count(REPLICA_SETS)).toBe(1);
    const running = { ...NOTHING, pods: 2, 'count/deployments.apps': 1, 'count/replicasets.apps': 1 };
    await eventually('the quota to count them', async () => isDeepStrictEqual(await used(), running));

    must(await arta.delete(DEPLOYMENT, { propagationPolicy }));
    await eventually(
      'the garbage to be collected',
      async () => (await count(REPLICA_SETS)) + (await count(PODS)) === 0,
    );
    await eventually('the Deployment to be gone', async () => (await arta.get(DEPLOYMENT)).status === 404);
    await eventually('the quota to be given back', async () => isDeepStrictEqual(await used(), NOTHING));
  },
);

test('a Deployment is scaled and rolled out', async () => {
  must(await arta.create(deployment(home, 1)));
  await eventually('one pod', async () => (await count(PODS)) === 1);
  must(await arta.patch({ ...DEPLOYMENT, subresource: 'scale' }, { spec: { replicas: 3 } }));
  await eventually('three pods', async () => (await count(PODS)) === 3);
  const annotations = { 'kubectl.kubernetes.io/restartedAt': new Date().toISOString() };
  must(await arta.patch(DEPLOYMENT, { spec: { template: { metadata: { annotations } } } }));
  await eventually('the next ReplicaSet', async () => (await count(REPLICA_SETS)) === 2);
  must(await arta.delete(DEPLOYMENT, { propagationPolicy: 'Background' }));
  await eventually('the quota to be given back', async () => isDeepStrictEqual(await used(), NOTHING));
});

test('a Service gets its endpoints', async () => {
  must(await arta.create(service(home)));
  const slices = { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', namespace: home };
  await eventually('an EndpointSlice', async () => (await count(slices)) === 1);
  must(await arta.delete({ apiVersion: 'v1', kind: 'Service', namespace: home, name: 'web' }));
  await eventually('the EndpointSlice to be gone', async () => (await count(slices)) === 0);
});

test('what is made is counted, what is deleted is given back', async () => {
  must(await arta.create(object('v1', 'Secret', home, 'counted')));
  await eventually('the quota to count it', async () => isDeepStrictEqual(await used(), { ...NOTHING, secrets: 1 }));
  must(await arta.delete({ apiVersion: 'v1', kind: 'Secret', namespace: home, name: 'counted' }));
  await eventually('the quota to be given back', async () => isDeepStrictEqual(await used(), NOTHING));
});

/** How many the quota counts of the kinds these tests make, by the name it counts them under. */
async function used(): Promise<Readonly<Record<(typeof COUNTED)[number], number>>> {
  const ref = { apiVersion: 'v1', kind: 'ResourceQuota', namespace: home, name: 'streha-quota' };
  const { status } = must(
    await arta.get<KubeObject & { readonly status: { readonly used: Record<string, string> } }>(ref),
  );
  return Object.fromEntries(COUNTED.map((kind) => [kind, Number(status.used[kind])])) as Record<
    (typeof COUNTED)[number],
    number
  >;
}

const count = async (ref: { readonly apiVersion: string; readonly kind: string }): Promise<number> =>
  must(await arta.list({ ...ref, namespace: home })).items.length;
