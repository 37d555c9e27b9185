import { type KubeClient, must } from '../harness/client';
import { denialOf } from '../harness/denial';
import { eventually } from '../harness/eventually';
import type { KubeObject } from '../harness/objects';
import { useSample } from './cluster';
import { memberOf, TENANT } from './tenants';
import { claim, container, pod, podOf, role, secured, service } from './workloads';

// Of size small: 2 CPU, 8 GiB, 10 GiB of scratch space, 50 GiB of storage, 10 pods, and 0.6 on top of all but storage.
const home = TENANT.bounds;
const QUOTA = { apiVersion: 'v1', kind: 'ResourceQuota', namespace: home, name: 'streha-quota' };
const dryRun = { dryRun: true } as const;

let arta: KubeClient;

// At the end: what is deleted is counted anew, and that may miss what is made meanwhile.
afterAll(async () => {
  await arta?.delete({ apiVersion: 'v1', kind: 'Pod', namespace: home, name: 'plain' });
  await arta?.delete({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace: home, name: 'first' });
  await arta?.delete({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', namespace: home });
});

const sample = useSample();

beforeAll(() => {
  arta = memberOf(sample().admin, sample().fleet, home);
});

/** A pod of one container with these requests, and limits to match. */
const asking = (requests: Readonly<Record<string, string>>, name?: string): KubeObject =>
  podOf(home, { resources: { requests, limits: requests } }, name);

interface Case {
  readonly title: string;
  readonly good: KubeObject;
  readonly bad: KubeObject;
  readonly by: object;
}

const LIMITS = { control: 'limit-range' };
const EXCEEDED = { control: 'quota', name: 'streha-quota' };

test.each<Case>([
  ...['cpu', 'memory', 'ephemeral-storage'].map((resource) => ({
    title: `a request for no ${resource}`,
    good: podOf(home, { resources: { requests: { [resource]: resource === 'cpu' ? '1m' : '1' } } }),
    bad: podOf(home, { resources: { requests: { [resource]: '0' } } }),
    by: LIMITS,
  })),
  ...Object.entries({ cpu: ['2', '2001m'], memory: ['8Gi', '8193Mi'], 'ephemeral-storage': ['10Gi', '10241Mi'] }).map(
    ([resource, [most = '', more = '']]) => ({
      title: `a container of more ${resource} than one may have`,
      good: asking({ [resource]: most }),
      bad: asking({ [resource]: more }),
      by: LIMITS,
    }),
  ),
  {
    title: 'a claim on more storage than one may have',
    good: claim(home, '50Gi'),
    bad: claim(home, '51Gi'),
    by: LIMITS,
  },
  {
    title: 'containers that together ask for more CPU than the quota holds',
    good: pod(home, { containers: two('1600m') }),
    bad: pod(home, { containers: two('1601m') }),
    by: EXCEEDED,
  },
])('$title is refused', async ({ good, bad, by }) => {
  expect(denialOf(await arta.create(good, dryRun))).toBeUndefined();
  expect(denialOf(await arta.create(bad, dryRun))).toMatchObject(by);
});

/** Two containers of so much CPU each: 3200m is what the quota holds. */
function two(cpu: string) {
  return ['one', 'two'].map((name) => container({ name, resources: { requests: { cpu }, limits: { cpu } } }));
}

test('claims fill the quota of storage together, and not a byte more', async () => {
  must(await arta.create(claim(home, '30Gi', {}, 'first')));
  await counted('requests.storage', '30Gi');
  expect(denialOf(await arta.create(claim(home, '20Gi', {}, 'second'), dryRun))).toBeUndefined();
  const { message = '', ...denial } = denialOf(await arta.create(claim(home, '21Gi', {}, 'second'), dryRun)) ?? {};
  expect(denial).toEqual(EXCEEDED);
  expect(message).toContain('exceeded quota: streha-quota, requested: requests.storage=21Gi');
});

test('kinds that cost nothing are counted too: Roles up to the quota, and not one more', async () => {
  const rule = { apiGroups: [''], resources: ['pods'], verbs: ['get'] };
  const count = 'count/roles.rbac.authorization.k8s.io';
  const { [count]: most } = (await status()).hard;
  const names = Array.from({ length: Number(most) }, (_, index) => `reader-${index}`);
  expect(names.length).toBe(21);
  const made = await Promise.all(names.map((name) => arta.create(role(home, rule, name))));
  expect(made.map(denialOf).filter(Boolean)).toEqual([]);
  await counted(count, `${names.length}`);
  expect(denialOf(await arta.create(role(home, rule, 'one-more')))).toMatchObject(EXCEEDED);
});

test('the ways in from outside are none, for the platform too', async () => {
  expect((await status()).hard).toMatchObject({ 'services.nodeports': '0', 'services.loadbalancers': '0' });
  const { deployer } = sample();
  expect(denialOf(await deployer.create(service(home), dryRun))).toBeUndefined();
  for (const type of ['NodePort', 'LoadBalancer']) {
    expect(denialOf(await deployer.create(service(home, { type }), dryRun))).toMatchObject(EXCEEDED);
  }
});

test('Pod Security holds for everybody: tenant, platform and administrator of the cluster', async () => {
  const privileged = podOf(home, { securityContext: secured({ privileged: true, allowPrivilegeEscalation: true }) });
  for (const who of [arta, sample().deployer, sample().admin]) {
    expect(denialOf(await who.create(pod(home), dryRun))).toBeUndefined();
    expect(denialOf(await who.create(privileged, dryRun))).toMatchObject({ control: 'pod-security' });
  }
});

test('a pod that says nothing of resources gets some, and is counted by them', async () => {
  const made = must(await arta.create(pod(home, {}, 'plain')));
  expect(made).toMatchObject({
    spec: {
      containers: [
        {
          resources: {
            requests: { cpu: '100m', memory: '256Mi', 'ephemeral-storage': '256Mi' },
            limits: { cpu: '500m', memory: '512Mi', 'ephemeral-storage': '512Mi' },
          },
        },
      ],
    },
  });
  for (const [resource, amount] of Object.entries({ pods: '1', cpu: '100m', memory: '256Mi' })) {
    await counted(resource, amount);
  }
});

interface Status {
  readonly hard: Readonly<Record<string, string>>;
  readonly used: Readonly<Record<string, string>>;
}

async function status(): Promise<Status> {
  return must(await arta.get<KubeObject & { readonly status: Status }>(QUOTA)).status;
}

/** Waits until so much is counted: a count taken while objects are being made may miss some, until the next. */
const counted = (resource: string, amount: string): Promise<true> =>
  eventually(`${amount} of ${resource} to be counted`, async () => (await status()).used[resource] === amount, {
    timeoutMs: 30_000,
  });
