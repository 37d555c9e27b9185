import { ANNOTATION, LABEL } from '../../../constructs';
import { type KubeClient, must } from '../harness/client';
import { denialOf } from '../harness/denial';
import { eventually } from '../harness/eventually';
import { describeRef, type ObjectRef, refTo } from '../harness/objects';
import { useSample } from './cluster';
import { memberOf, TENANT } from './tenants';
import { claim, deployment, networkPolicy, object } from './workloads';

const namespace = (name: string): ObjectRef => ({ apiVersion: 'v1', kind: 'Namespace', name });

/** Kinds of what holds a tenant in. */
const PROTECTED = [
  { apiVersion: 'v1', kind: 'LimitRange' },
  { apiVersion: 'v1', kind: 'ResourceQuota' },
  { apiVersion: 'v1', kind: 'ServiceAccount' },
  { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' },
  { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding' },
];

const sample = useSample();

describe('a namespace that is not marked for retirement', () => {
  const home = TENANT.unmarked;

  test('stays, whoever deletes it, and so does all that holds the tenant in', async () => {
    const before = await isolation(home);
    expect(before.length).toBe(8);
    const arta = memberOf(sample().admin, sample().fleet, home);
    const [theGuard, rbac] = [{ control: 'admission-policy', name: 'streha-namespaces' }, { control: 'rbac' }];
    expect(denialOf(await sample().deployer.delete(namespace(home)))).toMatchObject(theGuard);
    expect(denialOf(await sample().admin.delete(namespace(home)))).toMatchObject(theGuard);
    expect(denialOf(await arta.delete(namespace(home)))).toMatchObject(rbac);
    expect(await isolation(home)).toEqual(before);
    expect(must(await sample().admin.get(namespace(home))).metadata.deletionTimestamp).toBeUndefined();
  });

  test('keeps its isolation through a destroy of everything in it', async () => {
    const before = await isolation(home);
    for (const ref of before) {
      const denial = denialOf(await sample().deployer.delete(ref));
      expect([describeRef(ref), denial?.name]).toEqual([describeRef(ref), 'streha-protected-objects']);
    }
    expect(await isolation(home)).toEqual(before);
  });

  test('is marked by the platform alone', async () => {
    const mark = { metadata: { annotations: { [ANNOTATION.retire]: 'mbyllet' } } };
    const arta = memberOf(sample().admin, sample().fleet, home);
    expect(denialOf(await sample().deployer.patch(namespace(home), mark, { dryRun: true }))).toBeUndefined();
    expect(denialOf(await arta.patch(namespace(home), mark, { dryRun: true }))).toMatchObject({ control: 'rbac' });
    expect(denialOf(await sample().admin.patch(namespace(home), mark, { dryRun: true }))).toMatchObject({
      control: 'admission-policy',
      name: 'streha-namespaces',
    });
  });
});

test('a namespace that is marked is deleted by the platform, to the end and with all in it', async () => {
  const home = TENANT.retirement;
  const { admin, deployer, fleet } = sample();
  await furnish(memberOf(admin, fleet, home), home);
  must(await deployer.patch(namespace(home), { metadata: { annotations: { [ANNOTATION.retire]: 'mbyllet' } } }));
  expect(denialOf(await admin.delete(namespace(home)))).toMatchObject({ name: 'streha-namespaces' });
  must(await deployer.delete(namespace(home)));
  await eventually('the namespace to be gone', async () => (await admin.get(namespace(home))).status === 404, {
    timeoutMs: 45_000,
  });
  expect(await isolation(home)).toEqual([]);
});

/** What a tenant leaves behind: with owners, with finalizers, with pods. */
async function furnish(arta: KubeClient, home: string): Promise<void> {
  must(await arta.create(deployment(home, 2)));
  must(await arta.create(claim(home, '1Gi')));
  must(await arta.create(object('v1', 'Secret', home, 'credentials')));
  must(await arta.create(object('v1', 'ServiceAccount', home, 'worker')));
  must(await arta.create(networkPolicy(home, { ingress: [{ from: [{ podSelector: {} }] }] })));
  const pods = { apiVersion: 'v1', kind: 'Pod', namespace: home };
  await eventually('two pods', async () => must(await arta.list(pods)).items.length === 2);
}

/** References to everything in a namespace that is protected. */
async function isolation(home: string): Promise<readonly ObjectRef[]> {
  const labelSelector = `${LABEL.protected}=true`;
  const lists = await Promise.all(
    PROTECTED.map(async (kind) => {
      const { items } = must(await sample().admin.list({ ...kind, namespace: home }, { labelSelector }));
      return items.map((item) => refTo({ ...item, ...kind }));
    }),
  );
  return lists.flat();
}
