import { MANAGED_BY, STREHA } from '../../../constructs/names';
import { type KubeClient, must } from '../harness/client';
import { denialOf } from '../harness/denial';
import { eventually } from '../harness/eventually';
import { type KubeObject, refTo } from '../harness/objects';
import { useSample } from './cluster';
import { groupsOf, TENANT } from './tenants';
import { claim, deployment, networkPolicy, object, role, roleBinding, service } from './workloads';

const home = TENANT.restore;
const RBAC = 'rbac.authorization.k8s.io';
const ACCOUNT = { name: 'velero-server', namespace: 'velero' };

const sample = useSample();
let velero: KubeClient;

beforeAll(async () => {
  // As its chart binds it: Velero may do everything RBAC knows.
  const binding = {
    ...object(`${RBAC}/v1`, 'ClusterRoleBinding', undefined, 'velero-server'),
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ kind: 'ServiceAccount', ...ACCOUNT }],
  };
  must(await sample().admin.apply(binding));
  velero = sample().admin.as(`system:serviceaccount:${ACCOUNT.namespace}:${ACCOUNT.name}`, [
    'system:serviceaccounts',
    `system:serviceaccounts:${ACCOUNT.namespace}`,
  ]);
  // The API server learns of a binding a moment later.
  const settings = restored(object('v1', 'ConfigMap', home, 'first'));
  await eventually(
    'Velero to hold its role',
    async () => denialOf(await velero.create(settings, { dryRun: true })) === undefined,
  );
});

/** With the labels Velero puts on what it restores. */
const restored = (object: KubeObject): KubeObject => ({
  ...object,
  metadata: {
    ...object.metadata,
    labels: { ...object.metadata.labels, 'velero.io/backup-name': 'nightly', 'velero.io/restore-name': 'after-fire' },
  },
});

const admins = () => ({ apiGroup: RBAC, kind: 'Group', name: groupsOf(sample().fleet, home, 'admin')[0] });
const viewers = (subject: object) =>
  roleBinding(home, { kind: 'ClusterRole', name: 'streha-tenant-viewer' }, { ...subject });

test.each<[string, () => KubeObject]>([
  ['a ConfigMap', () => object('v1', 'ConfigMap', home, 'settings', { data: { mode: 'test' } })],
  ['a Secret', () => object('v1', 'Secret', home, 'credentials', { stringData: { key: 'value' } })],
  ['a ServiceAccount', () => object('v1', 'ServiceAccount', home, 'worker')],
  ['a claim', () => claim(home, '1Gi')],
  ['a Service', () => service(home)],
  ['a Deployment', () => deployment(home)],
  ['a NetworkPolicy', () => networkPolicy(home, { ingress: [{ from: [{ podSelector: {} }] }] })],
  ['a Role', () => role(home, { apiGroups: [''], resources: ['pods'], verbs: ['get'] })],
  ["a binding of the agency's group", () => viewers(admins())],
])('Velero restores %s into a tenant namespace', async (_, make) => {
  const object = restored(make());
  expect(denialOf(await velero.create(object))).toBeUndefined();
  must(await velero.delete(refTo(object)));
});

interface Refused {
  readonly title: string;
  readonly by: string;
  readonly good: () => KubeObject;
  readonly bad: () => KubeObject;
}

test.each<Refused>([
  {
    title: 'an object with the label of the platform',
    by: 'streha-owned-objects',
    good: () => object('v1', 'ConfigMap', home, 'other'),
    bad: () => labelled(object('v1', 'ConfigMap', home, 'other')),
  },
  {
    title: 'an object with a name of the platform',
    by: 'streha-owned-objects',
    good: () => networkPolicy(home, {}, 'gateway'),
    bad: () => networkPolicy(home, {}, 'streha-gateway'),
  },
  {
    title: 'a binding of a group that is no longer of the agency',
    by: 'streha-role-bindings',
    good: () => ({ ...viewers(admins()), metadata: { name: 'others', namespace: home } }),
    bad: () => ({
      ...viewers({ apiGroup: RBAC, kind: 'Group', name: 'gone' }),
      metadata: { name: 'others', namespace: home },
    }),
  },
  {
    title: 'a policy that opens the namespace',
    by: 'streha-network-policies',
    good: () => networkPolicy(home, { ingress: [{ from: [{ podSelector: {} }] }] }, 'old'),
    bad: () => networkPolicy(home, { ingress: [{}] }, 'old'),
  },
])('Velero does not restore $title', async ({ by, good, bad }) => {
  expect(denialOf(await velero.create(restored(good()), { dryRun: true }))).toBeUndefined();
  const denial = denialOf(await velero.create(restored(bad()), { dryRun: true }));
  expect(denial).toMatchObject({ control: 'admission-policy', name: by });
});

test('Velero changes and deletes nothing of the platform', async () => {
  const denyAll = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    namespace: home,
    name: 'streha-deny-all',
  };
  const kept = expect.stringMatching(/^streha-(owned|protected)-objects$/);
  const change = { metadata: { labels: { restored: 'yes' } } };
  expect(denialOf(await velero.patch(denyAll, change, { dryRun: true }))?.name).toBe('streha-owned-objects');
  expect(denialOf(await velero.delete(denyAll, { dryRun: true }))?.name).toEqual(kept);
  expect(denialOf(await sample().deployer.patch(denyAll, change, { dryRun: true }))).toBeUndefined();
});

test('Velero makes no namespace: there nothing would be guarded', async () => {
  const missing = object('v1', 'Namespace', undefined, 'policia-fines-lost');
  expect(denialOf(await sample().deployer.create(missing, { dryRun: true }))).toBeUndefined();
  expect(denialOf(await velero.create(missing, { dryRun: true }))).toMatchObject({
    control: 'admission-policy',
    name: 'streha-namespaces',
  });
});

const labelled = (object: KubeObject): KubeObject => ({
  ...object,
  metadata: { ...object.metadata, labels: { [MANAGED_BY]: STREHA } },
});
