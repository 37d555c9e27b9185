import { ANNOTATION, LABEL, owned, protective } from '../../../constructs/names';
import type { KubeClient } from '../harness/client';
import type { KubeObject, ObjectRef } from '../harness/objects';
import { expectAccepted, expectRefused, refuses } from './attempts';
import { apply, type House, openHouse, tenantNamespace } from './house';
import {
  change,
  configMap,
  container,
  maker,
  networkPolicy,
  type Patch,
  PROD,
  service,
  serviceAccount,
  TEST,
} from './objects';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());
const open = () => house;

const DRY = { dryRun: true } as const;
/** The label of the platform, and no other that somebody might refuse. */
const OURS = { 'app.kubernetes.io/managed-by': 'streha' };
const labels = (map: Patch) => ({ metadata: { labels: map } });
const annotations = (map: Patch) => ({ metadata: { annotations: map } });

describe('a namespace', () => {
  const named = (name: string): ObjectRef => ({ apiVersion: 'v1', kind: 'Namespace', name });
  const plain = (name: string): KubeObject => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  const retired = annotations({ [ANNOTATION.retire]: 'moved to the ministry, ticket 4711' });

  it.each(['admin', 'velero'] as const)('is not made by %s, only by the platform', async (who) => {
    for (const namespace of [plain('new'), tenantNamespace('new')]) {
      expectRefused(await house[who].create(namespace, DRY), 'namespaces', 'a namespace made by');
      expectAccepted(await house.platform.create(namespace, DRY));
    }
  });

  it('of kube-system and its like is made again by the API server', async () => {
    const apiserver = house.admin.as('system:apiserver', ['system:masters']);
    expectAccepted(await apiserver.create(plain('kube-something'), DRY));
  });

  const CHANGES: readonly (readonly [string, Patch])[] = [
    ['loses the label of tenants', labels({ [LABEL.tenant]: null })],
    ['loses the label of the platform', labels({ 'app.kubernetes.io/managed-by': null })],
    ['becomes another agency', labels({ [LABEL.agency]: 'doganat' })],
    ['becomes a test', labels({ [LABEL.environment]: 'test' })],
    ['leaves Pod Security', labels({ 'pod-security.kubernetes.io/enforce': 'privileged' })],
    ['gets a hostname', annotations({ [ANNOTATION.hostnames]: 'doganat.gov.al' })],
    ['gets a group', annotations({ [ANNOTATION.groups]: 'doganat-admins' })],
    ['is marked for retirement', retired],
    ['loses its annotations', { metadata: { annotations: null } }],
  ];
  it.each(CHANGES)('of a tenant %s by nobody but the platform', async (_, patch) => {
    expectRefused(
      await house.admin.patch(named(PROD), patch, DRY),
      'namespaces',
      `a change of namespace ${PROD} by admin`,
    );
    expectAccepted(await house.platform.patch(named(PROD), annotations({ note: 'of the platform' }), DRY));
  });

  it.each(['status', 'finalize'])('is not changed by way of %s', async (subresource) => {
    const now = await house.admin.get(named(PROD));
    if (!now.ok) throw new Error(now.body.message);
    const changed = change(now.body, labels({ [LABEL.tenant]: null }));
    expectRefused(await house.admin.replace(changed, { ...DRY, subresource }), 'namespaces', 'a change of namespace');
    if (subresource === 'status') expectAccepted(await house.admin.replace(now.body, { ...DRY, subresource }));
    else {
      const without = change(now.body, { spec: { finalizers: [] } });
      expectRefused(await house.admin.replace(without, { ...DRY, subresource }), 'namespaces', 'a change of namespace');
      const controller = house.admin.as('system:serviceaccount:kube-system:namespace-controller', ['system:masters']);
      expectAccepted(await controller.replace(without, { ...DRY, subresource }));
    }
  });

  it('does not become a tenant by somebody else', async () => {
    expectRefused(
      await house.admin.patch(named('gateway'), labels({ [LABEL.tenant]: 'true' }), DRY),
      'namespaces',
      'a change of',
    );
    expectAccepted(await house.platform.patch(named('gateway'), labels({ [LABEL.tenant]: 'true' }), DRY));
  });

  it('that is none of ours is none of our business', async () => {
    expectAccepted(await house.admin.patch(named('gateway'), labels({ note: 'x' }), DRY));
    expectAccepted(await house.admin.patch(named('kube-system'), labels({ note: 'x' }), DRY));
    expectAccepted(await house.admin.delete(named('gateway'), DRY));
  });

  it('keeps the labels its guards are bound by, until it is marked, even by the platform', async () => {
    await apply(house.platform, [tenantNamespace('leaving')]);
    for (const key of [LABEL.tenant, 'app.kubernetes.io/managed-by']) {
      for (const value of [null, 'false']) {
        const patch = labels({ [key]: value });
        expectRefused(
          await house.platform.patch(named('leaving'), patch, DRY),
          'namespaces',
          'without the labels that keep',
        );
        // In one step the mark would be no second thought.
        const both = change(patch, retired);
        expectRefused(
          await house.platform.patch(named('leaving'), both, DRY),
          'namespaces',
          'without the labels that keep',
        );
      }
    }
    expectAccepted(await house.platform.patch(named('leaving'), retired));
    expectAccepted(await house.platform.patch(named('leaving'), labels({ [LABEL.tenant]: null }), DRY));
  });

  it('is deleted by the platform alone, once it is marked', async () => {
    await apply(house.platform, [tenantNamespace('going')]);
    const says = `without the annotation ${ANNOTATION.retire}`;
    expectRefused(await house.platform.delete(named('going'), DRY), 'namespaces', says);
    expectAccepted(await house.platform.patch(named('going'), annotations({ [ANNOTATION.retire]: '   ' })));
    expectRefused(await house.platform.delete(named('going'), DRY), 'namespaces', says);
    expectAccepted(await house.platform.patch(named('going'), retired));
    for (const who of [house.admin, house.velero]) {
      expectRefused(await who.delete(named('going'), DRY), 'namespaces', 'deleting namespace going by');
    }
    expectAccepted(await house.platform.delete(named('going'), DRY));
  });

  it('of an operator of the platform is deleted as a tenant’s is', async () => {
    const operator = change(
      plain('monitoring'),
      labels({ ...owned(), 'pod-security.kubernetes.io/enforce': 'privileged' }),
    );
    await apply(house.platform, [operator]);
    expectRefused(await house.platform.delete(named('monitoring'), DRY), 'namespaces', 'deleting namespace monitoring');
    expectRefused(
      await house.admin.patch(
        named('monitoring'),
        labels(Object.fromEntries([['app.kubernetes.io/managed-by', null]])),
        DRY,
      ),
      'namespaces',
      'a change of',
    );
    expectAccepted(await house.platform.patch(named('monitoring'), retired));
    expectAccepted(await house.platform.delete(named('monitoring'), DRY));
  });
});

describe('what the platform has once in the cluster', () => {
  const rbac = 'rbac.authorization.k8s.io/v1';
  const clusterRole = (name: string, map: Patch = {}): KubeObject => ({
    apiVersion: rbac,
    kind: 'ClusterRole',
    metadata: { name, labels: map as Record<string, string> },
    rules: [],
  });
  const binding = (name: string): KubeObject => ({
    apiVersion: rbac,
    kind: 'ClusterRoleBinding',
    metadata: { name },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
    subjects: [],
  });
  const priority = (name: string): KubeObject => ({
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name },
    value: 7,
  });
  const says = 'the name or label of the platform';
  refuses(
    'cluster-objects',
    open,
    [
      ['a ClusterRole of its name', clusterRole('streha-tenant-root'), says, clusterRole('root')],
      ['a ClusterRole of its label', clusterRole('root', owned()), says, clusterRole('root', { note: 'x' })],
      ['a ClusterRoleBinding of its name', binding('streha-platform-too'), says, binding('platform-too')],
      ['a PriorityClass of its name', priority('streha-above-all'), says, priority('above-all')],
    ],
    'admin',
  );

  it('is changed and deleted by the platform alone', async () => {
    await apply(house.platform, [clusterRole('streha-tenant-viewer', owned()), clusterRole('everyday')]);
    const ours: ObjectRef = { apiVersion: rbac, kind: 'ClusterRole', name: 'streha-tenant-viewer' };
    const rules = { rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }] };
    expectRefused(await house.admin.patch(ours, rules, DRY), 'cluster-objects', says);
    expectRefused(await house.admin.delete(ours, DRY), 'cluster-objects', says);
    expectAccepted(await house.admin.patch({ ...ours, name: 'everyday' }, rules, DRY));
    expectAccepted(await house.platform.patch(ours, rules, DRY));
    expectAccepted(await house.platform.delete(ours, DRY));
  });
});

describe('what the platform has in a tenant namespace', () => {
  const says = 'the name or label of the platform';
  const lease = (name: string): KubeObject => ({
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name, namespace: PROD },
    spec: { holderIdentity: 'web-0' },
  });
  const name = (value: string) => ({ metadata: { name: value } });
  const generated = (generateName: string) => ({ metadata: { name: null, generateName } });
  refuses('owned-objects', open, [
    [
      'a policy by the name it will have',
      networkPolicy(name('streha-deny-all')),
      says,
      networkPolicy(name('my-streha-deny-all')),
    ],
    ['an object by its prefix', configMap(name('streha-x')), says, configMap(name('strehaz'))],
    ['an object whose parts would have its prefix', service(name('streha')), says, service(name('web'))],
    ['an object by a generated name', configMap(generated('streha-')), says, configMap(generated('web-'))],
    ['a Lease by its prefix', lease('streha-leader'), says, lease('web-leader')],
    [
      'an object by its label',
      configMap(labels(OURS)),
      says,
      configMap(labels({ 'app.kubernetes.io/managed-by': 'Helm' })),
    ],
    ['a pod by its label', maker('Pod', {}, labels(OURS)), says, maker('Pod')],
    [
      'an object that could not be deleted',
      configMap(labels({ [LABEL.protected]: 'true' })),
      says,
      configMap(labels({ protected: 'true' })),
    ],
    [
      'an object of another agency by label',
      configMap(labels({ [LABEL.agency]: 'doganat' })),
      says,
      configMap(labels({ agency: 'doganat' })),
    ],
  ]);

  /** Everybody but the platform: its own people, an administrator of the cluster, Velero. */
  const others = ['arta', 'admin', 'velero'] as const;
  const REF: ObjectRef = { apiVersion: 'v1', kind: 'ConfigMap', namespace: PROD };

  it.each(others)('is not changed, taken over or deleted by %s', async (who) => {
    const made = configMap({ metadata: { name: `streha-of-${who}`, labels: owned() } });
    await apply(house.platform, [made]);
    const ref = { ...REF, name: `streha-of-${who}` };
    const data = { data: { mode: 'mine' } };
    expectRefused(await house[who].patch(ref, data, DRY), 'owned-objects', says);
    expectRefused(await house[who].apply(change(made, data), DRY), 'owned-objects', says);
    expectRefused(await house[who].patch(ref, { metadata: { labels: null } }, DRY), 'owned-objects', says);
    expectRefused(await house[who].delete(ref, DRY), 'owned-objects', says);
    expectAccepted(await house.platform.patch(ref, data, DRY));
    expectAccepted(await house.platform.delete(ref, DRY));
  });

  it.each(others)('is known by its label alone, too, to %s', async (who) => {
    const ref = { apiVersion: 'v1', kind: 'ServiceAccount', namespace: PROD, name: 'default' };
    expectAccepted(await house.platform.patch(ref, labels(protective())));
    expectRefused(await house[who].patch(ref, { automountServiceAccountToken: true }, DRY), 'owned-objects', says);
    expectRefused(await house[who].patch(ref, { imagePullSecrets: [{ name: 'x' }] }, DRY), 'owned-objects', says);
  });

  it('is not labelled by others afterwards', async () => {
    expectAccepted(await house.arta.create(configMap(name('plain'))));
    expectRefused(await house.arta.patch({ ...REF, name: 'plain' }, labels(OURS), DRY), 'owned-objects', says);
    expectAccepted(await house.arta.patch({ ...REF, name: 'plain' }, labels({ note: 'x' }), DRY));
  });

  it('stops whoever deletes everything at once', async () => {
    await apply(house.platform, [service({ metadata: { name: 'streha-front', namespace: TEST, labels: owned() } })]);
    const all: ObjectRef = { apiVersion: 'v1', kind: 'Service', namespace: TEST };
    expectRefused(await house.arta.delete(all, DRY), 'owned-objects', says);
    expectAccepted(await house.arta.delete({ ...all, kind: 'Secret' }, DRY));
  });

  describe('and runs', () => {
    const ref: ObjectRef = { apiVersion: 'v1', kind: 'Pod', namespace: PROD, name: 'streha-probe' };
    beforeAll(async () => {
      await apply(house.platform, [
        serviceAccount({ metadata: { name: 'streha-probe', labels: owned() } }),
        maker('Pod', {}, { metadata: { name: 'streha-probe', labels: owned() } }),
        maker('Deployment', {}, { metadata: { name: 'streha-front', labels: owned() } }),
      ]);
      expectAccepted(await house.arta.create(maker('Pod', {}, name('probe'))));
    });

    const connect = async (who: KubeClient, pod: string, subresource: string) =>
      who.request('POST', await who.path({ ...ref, name: pod, subresource }), undefined, { query: { command: 'sh' } });
    it.each(['exec', 'attach', 'portforward'])('is not entered by %s', async (subresource) => {
      expectRefused(await connect(house.arta, 'streha-probe', subresource), 'owned-objects', says);
      // Past the guard there is no node to connect to.
      const own = await connect(house.arta, 'probe', subresource);
      expect(own.ok ? '' : own.body.message).toContain('does not have a host assigned');
    });

    it('gives no token', async () => {
      const token = async (account: string) => {
        const path = await house.arta.path({ ...ref, kind: 'ServiceAccount', name: account, subresource: 'token' });
        const request = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { audiences: [] } };
        return house.arta.request('POST', path, request);
      };
      expectRefused(await token('streha-probe'), 'owned-objects', says);
      expectAccepted(await token('default'));
    });

    it('is not evicted, debugged or scaled', async () => {
      const eviction = {
        apiVersion: 'policy/v1',
        kind: 'Eviction',
        metadata: { name: 'streha-probe', namespace: PROD },
      };
      const path = await house.arta.path({ ...ref, subresource: 'eviction' });
      expectRefused(await house.arta.request('POST', `${path}?dryRun=All`, eviction), 'owned-objects', says);
      const debug = { spec: { ephemeralContainers: [container({ name: 'x' })] } };
      expectRefused(
        await house.arta.patch({ ...ref, subresource: 'ephemeralcontainers' }, debug, DRY),
        'owned-objects',
        says,
      );
      const scale = { ...ref, apiVersion: 'apps/v1', kind: 'Deployment', name: 'streha-front', subresource: 'scale' };
      expectRefused(await house.arta.patch(scale, { spec: { replicas: 3 } }, DRY), 'owned-objects', says);
      expectAccepted(await house.platform.patch(scale, { spec: { replicas: 4 } }, DRY));
    });
  });
});

describe('what holds a tenant in', () => {
  const POLICY = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' };
  const inside = (namespace: string): ObjectRef => ({ ...POLICY, namespace, name: 'streha-deny-all' });
  const policy = (namespace: string, name: string, map: Patch) =>
    networkPolicy({ metadata: { name, namespace, labels: map }, spec: { ingress: null } });
  const FENCED: Readonly<Record<string, Patch>> = {
    fenced: {},
    blank: { [ANNOTATION.retire]: '  ' },
    retired: { [ANNOTATION.retire]: 'moved to the ministry, ticket 4711' },
  };

  beforeAll(async () => {
    for (const [namespace, marks] of Object.entries(FENCED)) {
      await apply(house.platform, [
        tenantNamespace(namespace, {}, marks),
        policy(namespace, 'streha-deny-all', protective()),
        policy(namespace, 'streha-to-doganat', owned()),
      ]);
    }
  });

  it('is not deleted before the namespace is marked, not even by the platform', async () => {
    for (const namespace of ['fenced', 'blank']) {
      const says = 'deleting networkpolicies streha-deny-all';
      expectRefused(await house.platform.delete(inside(namespace), DRY), 'protected-objects', says);
      expectRefused(await house.platform.delete({ ...POLICY, namespace }, DRY), 'protected-objects', says);
    }
    expectAccepted(await house.platform.delete(inside('retired'), DRY));
    expectAccepted(await house.platform.delete({ ...POLICY, namespace: 'retired' }, DRY));
  });

  it.each([null, 'false'])('keeps the label that protects it (%s) until the namespace is marked', async (value) => {
    const off = labels({ [LABEL.protected]: value });
    const says = `without the label ${LABEL.protected}`;
    expectRefused(await house.platform.patch(inside('fenced'), off, DRY), 'protected-objects', says);
    expectAccepted(await house.platform.patch(inside('retired'), off, DRY));
  });

  it('is deleted by nobody else, marked or not', async () => {
    expectRefused(
      await house.admin.delete(inside('retired'), DRY),
      'owned-objects',
      'the name or label of the platform',
    );
  });

  it('is changed by the platform as the definition changes', async () => {
    expectAccepted(await house.platform.patch(inside('fenced'), { spec: { policyTypes: ['Ingress'] } }, DRY));
  });

  it('leaves what comes and goes with the definition to the platform', async () => {
    expectAccepted(await house.platform.delete({ ...inside('fenced'), name: 'streha-to-doganat' }, DRY));
  });

  it('is protected in every namespace, without the label of tenants too', async () => {
    await apply(house.platform, [policy('gateway', 'streha-deny-all', protective())]);
    expectRefused(await house.platform.delete(inside('gateway'), DRY), 'protected-objects', 'deleting networkpolicies');
    expectAccepted(await house.platform.patch(inside('gateway'), labels({ note: 'x' }), DRY));
  });
});
