import { type KubeClient, must } from '../harness/client';
import type { KubeObject } from '../harness/objects';
import { useSample } from './cluster';
import { memberOf, standingNamespaces, TENANT } from './tenants';
import { object, pod } from './workloads';

const home = TENANT.account;

const sample = useSample();
let arta: KubeClient;

beforeAll(() => {
  arta = memberOf(sample().admin, sample().fleet, home);
});

/** Names of the volumes a pod was given. */
async function volumesOf(asked: KubeObject): Promise<readonly string[]> {
  const made = must(await arta.create(asked, { dryRun: true })) as KubeObject & {
    readonly spec: { readonly volumes?: readonly { readonly name: string }[] };
  };
  return (made.spec.volumes ?? []).map(({ name }) => name);
}

test('no default ServiceAccount hands out its token', async () => {
  const { items } = must(
    await sample().admin.list<KubeObject & { readonly automountServiceAccountToken?: boolean }>(
      { apiVersion: 'v1', kind: 'ServiceAccount' },
      { fieldSelector: 'metadata.name=default', labelSelector: 'app.kubernetes.io/managed-by=streha' },
    ),
  );
  const namespaces = items.map(({ metadata }) => metadata.namespace);
  expect(namespaces).toEqual(expect.arrayContaining([...standingNamespaces(sample().fleet)]));
  expect(items.filter(({ automountServiceAccountToken }) => automountServiceAccountToken !== false)).toEqual([]);
});

test('a pod that names no account gets no token', async () => {
  expect(await volumesOf(pod(home))).toEqual([]);
});

test('a pod that names an account of its own gets that token', async () => {
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', namespace: home, name: 'worker' };
  must(await arta.create(object('v1', 'ServiceAccount', home, 'worker')));
  expect(await volumesOf(pod(home, { serviceAccountName: 'worker' }))).toEqual([
    expect.stringMatching(/^kube-api-access-/),
  ]);
  must(await arta.delete(account));
});
