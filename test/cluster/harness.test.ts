import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { KubeClient, must } from './harness/client';
import { startControlPlane } from './harness/control-plane';
import { denialOf } from './harness/denial';
import { eventually } from './harness/eventually';
import type { KubeList, KubeObject } from './harness/objects';
import { sharedCluster, uniqueName } from './harness/shared';

const { admin, deployer, kubeconfig, kubectl, own, version } = sharedCluster();
// With a cluster that was given, the tools may not be there.
const ownTest = own ? test : test.skip;
const namespace = (name: string): KubeObject => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
const made: string[] = [];

/** A namespace that is deleted after the tests. */
async function freshNamespace(prefix: string): Promise<string> {
  const name = uniqueName(prefix);
  made.push(name);
  must(await admin.apply(namespace(name)));
  return name;
}

afterAll(async () => {
  for (const name of made) await admin.delete({ apiVersion: 'v1', kind: 'Namespace', name });
  admin.close();
});

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('the API server is of the version pinned', async () => {
  const { status, text } = await admin.text('/version');
  expect(status).toBe(200);
  const { gitVersion } = JSON.parse(text) as { readonly gitVersion: string };
  if (own) expect(gitVersion).toBe(version);
  else expect(gitVersion).toMatch(/^v1\./);
});

ownTest('kubectl works with the kubeconfig', () => {
  const args = ['--kubeconfig', kubeconfig, 'auth', 'can-i', 'delete', 'nodes'];
  expect(execFileSync(kubectl, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()).toBe('yes');
});

test('a namespace gets its default ServiceAccount and its root certificate', async () => {
  const name = await freshNamespace('account');
  const wanted = [
    { apiVersion: 'v1', kind: 'ServiceAccount', namespace: name, name: 'default' },
    { apiVersion: 'v1', kind: 'ConfigMap', namespace: name, name: 'kube-root-ca.crt' },
  ];
  for (const ref of wanted) await eventually(ref.kind, async () => (await admin.get(ref)).ok);
});

test('a quota is counted, and enforced once full', async () => {
  const name = await freshNamespace('quota');
  const quota = { apiVersion: 'v1', kind: 'ResourceQuota', namespace: name, name: 'one-secret' };
  const secret = (id: string) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: id, namespace: name } });
  must(
    await admin.apply({
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'one-secret', namespace: name },
      spec: { hard: { 'count/secrets': '1' } },
    }),
  );
  await eventually('the quota to be counted', async () => {
    const { status } = must(await admin.get(quota)) as { readonly status?: { readonly used?: Record<string, string> } };
    return status?.used?.['count/secrets'] === '0';
  });
  expect(denialOf(await admin.apply(secret('first')))).toBeUndefined();
  expect(denialOf(await admin.apply(secret('second')))).toMatchObject({ control: 'quota', name: 'one-secret' });
});

test('an impersonated user may do what a binding of a group grants, and no more', async () => {
  const name = await freshNamespace('rbac');
  const group = uniqueName('readers');
  const member = admin.as('arta', [group]);
  const secrets = { apiVersion: 'v1', kind: 'Secret', namespace: name };
  expect(denialOf(await member.list(secrets))).toMatchObject({ control: 'rbac' });

  const metadata = { name: 'secret-reader', namespace: name };
  const rules = [{ apiGroups: [''], resources: ['secrets'], verbs: ['list'] }];
  must(await admin.apply({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata, rules }));
  must(
    await admin.apply({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'secret-reader' },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: group }],
    }),
  );
  await eventually('the binding to take effect', async () => (await member.list(secrets)).ok);
  expect(denialOf(await admin.as('arta', ['others']).list(secrets))).toMatchObject({ control: 'rbac' });
  expect(denialOf(await member.list({ ...secrets, kind: 'ConfigMap' }))).toMatchObject({ control: 'rbac' });

  const question = { user: 'arta', verb: 'list', resource: 'secrets', namespace: name };
  expect(await admin.can({ ...question, groups: [group] })).toBe(true);
  expect(await admin.can({ ...question, groups: ['others'] })).toBe(false);
  expect(await admin.can({ ...question, groups: [group], subresource: 'status' })).toBe(false);
});

test('the deployer is a plain member of the platform group', async () => {
  const review = must(
    await deployer.create({ apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview', metadata: {} }),
  ) as unknown as { readonly status: { readonly userInfo: { readonly username: string; readonly groups: string[] } } };
  expect(review.status.userInfo.username).toBe('deployer');
  expect(review.status.userInfo.groups.sort()).toEqual(['streha:platform', 'system:authenticated']);
});

test('a denial tells which control denied', async () => {
  const name = uniqueName('denied');
  made.push(name);
  const labels = { 'pod-security.kubernetes.io/enforce': 'baseline' };
  must(await admin.apply({ ...namespace(name), metadata: { name, labels } }));
  const at = (id: string) => ({ name: id, namespace: name });
  must(
    await admin.apply({
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: at('limits'),
      spec: { limits: [{ type: 'PersistentVolumeClaim', max: { storage: '1Gi' } }] },
    }),
  );

  const pod = (spec: object): KubeObject => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: at('pod'),
    spec: { containers: [{ name: 'main', image: 'app:1' }], ...spec },
  });
  await eventually('the default ServiceAccount', async () => (await admin.apply(pod({}), { dryRun: true })).ok);
  const onHost = await admin.apply(pod({ hostNetwork: true }), { dryRun: true });
  expect(denialOf(onHost)).toMatchObject({ control: 'pod-security' });

  const claim = (storage: string): KubeObject => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: at('claim'),
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
  });
  expect(denialOf(await admin.apply(claim('1Gi'), { dryRun: true }))).toBeUndefined();
  expect(denialOf(await admin.apply(claim('2Gi'), { dryRun: true }))).toMatchObject({ control: 'limit-range' });

  const role = (id: string, resource: string): KubeObject => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: at(id),
    rules: [{ apiGroups: ['', 'rbac.authorization.k8s.io'], resources: [resource], verbs: ['get', 'create', 'patch'] }],
  });
  must(await admin.apply(role('author', 'roles')));
  must(
    await admin.apply({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: at('author'),
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'author' },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'author' }],
    }),
  );
  const author = admin.as('author');
  await eventually('the binding to take effect', async () => (await author.apply(role('roles', 'roles'))).ok);
  expect(denialOf(await author.apply(role('secrets', 'secrets')))).toMatchObject({ control: 'escalation' });

  const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: at('map'), data: { key: 'ours' } };
  const theirs = { ...map, data: { key: 'theirs' } };
  expect(denialOf(await admin.create(map))).toBeUndefined();
  expect(denialOf(await admin.create(map))).toMatchObject({ control: 'conflict' });
  const other = { fieldManager: 'other' };
  expect(denialOf(await admin.apply(theirs, { ...other, force: false }))).toMatchObject({ control: 'conflict' });
  expect(denialOf(await admin.apply(theirs, other))).toBeUndefined();

  // The policy judges this namespace alone, and is deleted: other tests run on the same cluster.
  const policy = uniqueName('no-secrets');
  const apiVersion = 'admissionregistration.k8s.io/v1';
  const resourceRules = [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['secrets'] }];
  const namespaceSelector = { matchLabels: { 'kubernetes.io/metadata.name': name } };
  must(
    await admin.apply({
      apiVersion,
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name: policy },
      spec: {
        matchConstraints: { namespaceSelector, resourceRules },
        validations: [{ expression: "object.metadata.name == 'allowed'", message: 'only the one allowed' }],
      },
    }),
  );
  must(
    await admin.apply({
      apiVersion,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name: policy },
      spec: { policyName: policy, validationActions: ['Deny'] },
    }),
  );
  try {
    const secret = (id: string): KubeObject => ({ apiVersion: 'v1', kind: 'Secret', metadata: at(id) });
    const denial = await eventually('the policy to take effect', async () =>
      denialOf(await admin.apply(secret('other'), { dryRun: true })),
    );
    expect(denial).toMatchObject({ control: 'admission-policy', name: policy });
    expect(denial.message).toContain('only the one allowed');
    expect(denialOf(await admin.apply(secret('allowed'), { dryRun: true }))).toBeUndefined();
  } finally {
    await admin.delete({ apiVersion, kind: 'ValidatingAdmissionPolicyBinding', name: policy });
    await admin.delete({ apiVersion, kind: 'ValidatingAdmissionPolicy', name: policy });
  }
});

test('warnings of the API server reach the test', async () => {
  const name = await freshNamespace('warned');
  const labels = { 'pod-security.kubernetes.io/warn': 'restricted' };
  must(await admin.apply({ ...namespace(name), metadata: { name, labels } }));
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'plain', namespace: name },
    spec: { containers: [{ name: 'main', image: 'app:1' }] },
  };
  const answer = await admin.apply(pod, { dryRun: true });
  expect(answer.warnings.join()).toContain('violate PodSecurity "restricted:latest"');
  expect(answer.status).toBe(201);
  expect((await admin.get({ apiVersion: 'v1', kind: 'Pod', namespace: name, name: 'plain' })).status).toBe(404);
});

test('a field the kind does not have is an error', async () => {
  const name = await freshNamespace('strict');
  const typo = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'typo', namespace: name }, dat: { a: 'b' } };
  const { dat, ...right } = typo;
  expect(denialOf(await admin.apply(typo))).toMatchObject({ control: 'validation' });
  expect(denialOf(await admin.create(typo))).toMatchObject({ control: 'validation' });
  expect(denialOf(await admin.create({ ...right, data: dat }))).toBeUndefined();
});

test('the kinds of Velero, the Prometheus operator and the Gateway API are established and usable', async () => {
  type Crd = KubeObject & {
    readonly spec: { readonly group: string };
    readonly status: { readonly conditions: readonly { readonly type: string; readonly status: string }[] };
  };
  const { items } = must(
    await admin.request<KubeList<Crd>>('GET', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions'),
  );
  for (const group of ['velero.io', 'monitoring.coreos.com', 'gateway.networking.k8s.io']) {
    const crds = items.filter(({ spec }) => spec.group === group);
    expect([group, crds.length]).not.toEqual([group, 0]);
    for (const { status } of crds) {
      expect(status.conditions).toContainEqual(expect.objectContaining({ type: 'Established', status: 'True' }));
    }
  }
  const schedule = {
    apiVersion: 'velero.io/v1',
    kind: 'Schedule',
    metadata: { name: 'nightly', namespace: await freshNamespace('crds') },
    spec: { schedule: '0 2 * * *', template: {} },
  };
  expect(denialOf(await admin.apply(schedule))).toBeUndefined();
  expect(denialOf(await admin.apply({ ...schedule, spec: { template: {} } }))).toMatchObject({ control: 'validation' });
});

test('the deletion of a namespace completes', async () => {
  const name = await freshNamespace('gone');
  must(await admin.apply({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'content', namespace: name } }));
  const ref = { apiVersion: 'v1', kind: 'Namespace', name };
  must(await admin.delete(ref));
  await eventually('the namespace to be gone', async () => (await admin.get(ref)).status === 404, {
    timeoutMs: 30_000,
  });
});

test('hundreds of requests run in parallel', async () => {
  const name = await freshNamespace('many');
  const maps = Array.from({ length: 500 }, (_, i) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `map-${i}`, namespace: name, labels: { many: 'yes' } },
  }));
  const answers = await Promise.all(maps.map((map) => admin.apply(map)));
  expect(answers.filter(({ ok }) => !ok)).toEqual([]);
  const list = must(
    await admin.list({ apiVersion: 'v1', kind: 'ConfigMap', namespace: name }, { labelSelector: 'many=yes' }),
  );
  expect(list.items).toHaveLength(500);
});

ownTest('a control plane of its own leaves no process and no file behind', async () => {
  const controlPlane = await startControlPlane({ context: 'durres', scheduler: true });
  const pids = Object.values(controlPlane.pids);
  expect(Object.keys(controlPlane.pids)).toEqual([
    'etcd',
    'kube-apiserver',
    'kube-controller-manager',
    'kube-scheduler',
  ]);
  expect(pids.filter(isAlive)).toEqual(pids);
  const itsDeployer = KubeClient.fromKubeconfig(controlPlane.kubeconfig, 'durres-deployer');
  expect(denialOf(await itsDeployer.list({ apiVersion: 'v1', kind: 'Namespace' }))).toMatchObject({ control: 'rbac' });
  itsDeployer.close();

  expect(await controlPlane.stop()).toBeUndefined();
  expect(pids.filter(isAlive)).toEqual([]);
  expect(existsSync(dirname(controlPlane.kubeconfig))).toBe(false);
});

ownTest('a control plane that cannot start shows the end of the log, and leaves that for a closer look', async () => {
  const failed: unknown = await startControlPlane({ apiserverFlags: ['--no-such-flag'] }).catch((error) => error);
  expect(String(failed)).toContain('kube-apiserver ended while starting (ended with code 1)');
  expect(String(failed)).toContain('unknown flag: --no-such-flag');
  const log = /the end of (.*):$/m.exec(String(failed))?.[1] ?? '';
  expect(existsSync(log)).toBe(true);
  rmSync(dirname(log), { recursive: true });
});

test('processes and their folder do not outlive a killed parent', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'streha-'));
  const script = `
    const { Processes } = require(${JSON.stringify(join(__dirname, 'harness', 'processes.ts'))});
    const processes = new Processes(${JSON.stringify(folder)}, 1000);
    processes.start('sleeper', 'sleep', ['600']);
    console.log(processes.pids.sleeper);
    setInterval(() => {}, 1000);
  `;
  const parent = spawn(process.execPath, ['--require', 'tsx/cjs', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(output.toString());
  expect(isAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  await eventually('the process to end', async () => !isAlive(pid));
  await eventually('the folder to be gone', async () => !existsSync(folder));
});
