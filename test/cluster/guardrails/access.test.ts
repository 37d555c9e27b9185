import { roleRules } from '../../../constructs';
import { expectAccepted, expectRefused, refuses } from './attempts';
import { apply, type House, openHouse } from './house';
import {
  change,
  claim,
  claimTemplate,
  configMap,
  maker,
  OTHER,
  type Patch,
  POD_MAKERS,
  PROD,
  role,
  roleBinding,
  secret,
  serviceAccount,
} from './objects';

let house: House;
beforeAll(async () => {
  house = await openHouse();
  // A pod whose account is not there is refused for that.
  await apply(house.platform, [serviceAccount({ metadata: { name: 'streha-restore' } })]);
});
afterAll(() => house?.close());
const open = () => house;

describe('a RoleBinding of a tenant', () => {
  const api = 'rbac.authorization.k8s.io';
  const to = (...subjects: Patch[]) => roleBinding({ subjects });
  const group = (name: string) => ({ apiGroup: api, kind: 'Group', name });
  const account = (namespace: string) => ({ kind: 'ServiceAccount', name: 'web', namespace });
  const as = (name: string, kind = 'ClusterRole') => roleBinding({ roleRef: { apiGroup: api, kind, name } });
  const own = to(group('tatimet-auditors'));
  refuses('role-bindings', open, [
    ['to a group of another agency', to(group('doganat-admins')), 'Group doganat-admins', own],
    ['to everybody', to(group('system:authenticated')), 'Group system:authenticated', own],
    ['to everybody without a name', to(group('system:unauthenticated')), 'Group system:unauthenticated', own],
    [
      'to the accounts of another namespace',
      to(group(`system:serviceaccounts:${OTHER}`)),
      'Group system:serviceaccounts',
      own,
    ],
    ['to a person', to({ apiGroup: api, kind: 'User', name: 'arta' }), 'User arta', own],
    ['to an account of another namespace', to(account(OTHER)), `ServiceAccount ${OTHER}/web`, to(account(PROD))],
    [
      'whose second subject is foreign',
      to(group('tatimet-auditors'), account(OTHER)),
      `ServiceAccount ${OTHER}/web`,
      to(group('tatimet-auditors'), account(PROD)),
    ],
    ['as cluster-admin', as('cluster-admin'), 'ClusterRole cluster-admin', as('streha-tenant-admin')],
    ['as edit, which goes past the network by proxy', as('edit'), 'ClusterRole edit', as('streha-tenant-developer')],
    ['as a role of everything', as('everything'), 'ClusterRole everything', as('everything', 'Role')],
  ]);

  it('takes no foreign subject later', async () => {
    expectAccepted(await house.arta.create(roleBinding({ metadata: { name: 'later' } })));
    const ref = { apiVersion: `${api}/v1`, kind: 'RoleBinding', namespace: PROD, name: 'later' };
    expectRefused(
      await house.arta.patch(ref, { subjects: [group('x')] }, { dryRun: true }),
      'role-bindings',
      'Group x',
    );
    expectAccepted(await house.arta.patch(ref, { subjects: [group('tatimet-admins')] }, { dryRun: true }));
  });
});

describe('a Role in a tenant namespace', () => {
  const rule = (apiGroup: string, resource: string, ...verbs: string[]) =>
    role({ rules: [{ apiGroups: [apiGroup], resources: [resource], verbs }] });
  const rbac = 'rbac.authorization.k8s.io';
  const slices = (...verbs: string[]) => rule('discovery.k8s.io', 'endpointslices', ...verbs);
  const read = ['get', 'list', 'watch'];
  refuses('roles', open, [
    [
      'with every verb',
      rule('', 'configmaps', '*'),
      'a rule for * of configmaps',
      rule('', 'configmaps', 'get', 'delete'),
    ],
    ['for every kind', rule('', '*', 'get'), 'a rule for get of *', rule('', 'pods', 'get')],
    ['for every subresource', rule('', 'pods/*', 'get'), 'a rule for get of pods/*', rule('', 'pods/log', 'get')],
    ['for every API group', rule('*', 'deployments', 'get'), 'deployments in *', rule('apps', 'deployments', 'get')],
    [
      'for every kind of other software',
      rule('acme.example', '*', 'get'),
      'of * in acme.example',
      rule('acme.example', 'widgets', 'get'),
    ],
    [
      'that hands on rights',
      rule(rbac, 'roles', 'escalate'),
      'a rule for escalate of roles',
      rule(rbac, 'roles', 'create'),
    ],
    [
      'that binds any role',
      rule(rbac, 'roles', 'bind'),
      'a rule for bind of roles',
      rule(rbac, 'rolebindings', 'create'),
    ],
    [
      'that takes the rights of others',
      rule('', 'serviceaccounts', 'impersonate'),
      'a rule for impersonate',
      rule('', 'serviceaccounts', 'get'),
    ],
    [
      'that goes past the network',
      rule('', 'services/proxy', 'get'),
      'get of services/proxy',
      rule('', 'services', 'get'),
    ],
    ['that places pods', rule('', 'pods/binding', 'create'), 'create of pods/binding', rule('', 'pods', 'create')],
    ['that writes addresses', slices('get', 'patch'), 'a rule for get, patch of endpointslices', slices(...read)],
    [
      'that writes quotas',
      rule('', 'resourcequotas', 'update'),
      'update of resourcequotas',
      rule('', 'resourcequotas', 'get'),
    ],
    [
      'that writes its own namespace',
      rule('', 'namespaces', 'patch'),
      'patch of namespaces',
      rule('', 'pods', 'patch'),
    ],
    [
      'that writes the status of pods',
      rule('', 'pods/status', 'patch'),
      'patch of pods/status',
      rule('acme.example', 'widgets/status', 'patch'),
    ],
    ['for nodes', rule('', 'nodes', 'get'), 'get of nodes', rule('', 'pods', 'get')],
  ]);

  it('holds what an admin of the tenant holds', async () => {
    const rules = roleRules('admin').map(({ group, resource, verbs }) => ({
      apiGroups: [group],
      resources: [resource],
      verbs,
    }));
    expectAccepted(await house.arta.create(role({ rules }), { dryRun: true }));
    const more = [...rules, { apiGroups: [''], resources: ['pods'], verbs: ['deletecollection'] }];
    expectRefused(
      await house.arta.create(role({ rules: more }), { dryRun: true }),
      'roles',
      'deletecollection of pods',
    );
  });
});

describe('a Secret', () => {
  const token = { type: 'kubernetes.io/service-account-token', stringData: null };
  const annotated = { metadata: { annotations: { 'kubernetes.io/service-account.name': 'default' } } };
  refuses('secrets', open, [
    [
      'with a token that never expires',
      secret({ ...token, ...annotated }),
      'a Secret of type kubernetes.io/service-account-token',
      secret(annotated),
    ],
  ]);
});

describe('a finalizer', () => {
  const held = (...finalizers: string[]) => ({ metadata: { finalizers } });
  const event = (patch: Patch) =>
    change(
      {
        apiVersion: 'v1',
        kind: 'Event',
        metadata: { name: 'web', namespace: PROD },
        involvedObject: { apiVersion: 'v1', kind: 'Pod', name: 'web', namespace: PROD },
      },
      patch,
    );
  refuses('finalizers', open, [
    [
      'nobody knows',
      configMap(held('tatimet.example/hold')),
      'finalizer tatimet.example/hold',
      configMap(held('foregroundDeletion')),
    ],
    [
      'of the cluster on a kind it does not watch',
      configMap(held('kubernetes.io/pvc-protection')),
      'finalizer kubernetes.io/pvc-protection',
      claim(held('kubernetes.io/pvc-protection')),
    ],
    [
      'of Jobs on a pod',
      maker('Pod', {}, held('batch.kubernetes.io/job-tracking')),
      'finalizer batch.kubernetes.io/job-tracking',
      maker('Pod'),
    ],
    [
      'behind one that is allowed',
      configMap(held('orphan', 'x.example/hold')),
      'finalizer x.example/hold',
      configMap(held('orphan')),
    ],
    ['on an account', serviceAccount(held('x.example/hold')), 'finalizer x.example/hold', serviceAccount()],
    ['on an event', event(held('x.example/hold')), 'finalizer x.example/hold', event({})],
  ]);

  it('is not added later', async () => {
    expectAccepted(await house.arta.create(configMap({ metadata: { name: 'held' } })));
    const ref = { apiVersion: 'v1', kind: 'ConfigMap', namespace: PROD, name: 'held' };
    expectRefused(
      await house.arta.patch(ref, held('x.example/hold'), { dryRun: true }),
      'finalizers',
      'x.example/hold',
    );
    expectAccepted(await house.arta.patch(ref, held('orphan'), { dryRun: true }));
  });

  it('of a controller of the cluster is let in, but for pods, whose templates tenants write', async () => {
    const snapshots = house.admin.as('system:serviceaccount:kube-system:snapshot-controller', ['system:masters']);
    const source = held('snapshot.storage.kubernetes.io/pvc-as-source-protection');
    expectAccepted(await snapshots.create(claim(source), { dryRun: true }));
    expectRefused(await house.arta.create(claim(source), { dryRun: true }), 'finalizers', 'pvc-as-source-protection');
    const jobs = house.admin.as('system:serviceaccount:kube-system:job-controller', ['system:masters']);
    expectAccepted(await jobs.create(maker('Pod', {}, held('batch.kubernetes.io/job-tracking')), { dryRun: true }));
    expectRefused(
      await jobs.create(maker('Pod', {}, held('x.example/hold')), { dryRun: true }),
      'finalizers',
      'x.example/hold',
    );
    const sets = house.admin.as('system:serviceaccount:kube-system:statefulset-controller', ['system:masters']);
    expectRefused(await sets.create(claim(held('x.example/hold')), { dryRun: true }), 'finalizers', 'x.example/hold');
  });
});

describe('a way out of the backup', () => {
  const label = 'velero.io/exclude-from-backup';
  const excludes = 'backup.velero.io/backup-volumes-excludes';
  const labelled = (key: string) => ({ metadata: { labels: { [key]: 'true' } } });
  const hooked = (timeout: string) => ({ metadata: { annotations: { 'pre.hook.backup.velero.io/timeout': timeout } } });
  const annotated = (key: string) => ({ metadata: { annotations: { [key]: 'data' } } });
  refuses('backups', open, [
    [
      'by label of a ConfigMap',
      configMap(labelled(label)),
      `label ${label}: true`,
      configMap(labelled('velero.io/backup-name')),
    ],
    ['by label of a claim', claim(labelled(label)), `label ${label}: true`, claim(labelled('note'))],
    [
      'by label of a Deployment',
      maker('Deployment', {}, labelled(label)),
      `label ${label}: true`,
      maker('Deployment', {}, labelled('note')),
    ],
    [
      'by annotation of a pod',
      maker('Pod', {}, annotated(excludes)),
      `annotation ${excludes}: data`,
      maker('Pod', {}, annotated('note')),
    ],
    [
      'of everybody by a hook that waits a year',
      maker('Pod', {}, hooked('8760h')),
      'backup.velero.io/timeout: 8760h',
      maker('Pod', {}, hooked('10m')),
    ],
  ]);

  it('is not taken later', async () => {
    expectAccepted(await house.arta.create(configMap({ metadata: { name: 'kept' } })));
    const ref = { apiVersion: 'v1', kind: 'ConfigMap', namespace: PROD, name: 'kept' };
    expectRefused(await house.arta.patch(ref, labelled(label), { dryRun: true }), 'backups', label);
    expectAccepted(await house.arta.patch(ref, labelled('note'), { dryRun: true }));
  });
});

describe('a template', () => {
  const TEMPLATES = POD_MAKERS.filter((kind) => kind !== 'Pod');
  /** Metadata of the pods an object makes. */
  const pods = (kind: (typeof TEMPLATES)[number], metadata: Patch) => {
    const template = { template: { metadata } };
    if (kind === 'PodTemplate') return maker(kind, {}, template);
    return maker(kind, {}, { spec: kind === 'CronJob' ? { jobTemplate: { spec: template } } : template });
  };
  const owned = { labels: { 'app.kubernetes.io/managed-by': 'streha' } };
  const helm = { labels: { 'app.kubernetes.io/managed-by': 'Helm' } };
  const waiting = (timeout: string) => ({ annotations: { 'pre.hook.backup.velero.io/timeout': timeout } });
  const claims = (metadata: Patch) =>
    maker('StatefulSet', {}, { spec: { volumeClaimTemplates: [claimTemplate({ metadata })] } });
  const jobs = (metadata: Patch) => maker('CronJob', {}, { spec: { jobTemplate: { metadata } } });
  const ephemeral = (metadata: Patch) =>
    maker('Pod', {
      volumes: [{ name: 'v', ephemeral: { volumeClaimTemplate: { metadata, spec: claimTemplate().spec } } }],
    });
  const out = { labels: { 'velero.io/exclude-from-backup': 'true' } };
  const says = 'a template with the label app.kubernetes.io/managed-by';
  refuses('templates', open, [
    ...TEMPLATES.map(
      (kind) => [`of a ${kind} with the label of the platform`, pods(kind, owned), says, pods(kind, helm)] as const,
    ),
    ['of claims with the label of the platform', claims(owned), says, claims(helm)],
    ['of Jobs with the label of the platform', jobs(owned), says, jobs(helm)],
    ['of ephemeral claims with the label of the platform', ephemeral(owned), says, ephemeral(helm)],
    [
      'with the label that protects',
      pods('Deployment', { labels: { 'streha.al/protected': 'true' } }),
      'label streha.al/protected',
      pods('Deployment', helm),
    ],
    [
      'of pods that are not backed up',
      pods('Deployment', out),
      'label velero.io/exclude-from-backup',
      pods('Deployment', helm),
    ],
    ['of claims that are not backed up', claims(out), 'label velero.io/exclude-from-backup', claims(helm)],
    [
      'of ephemeral claims that are not backed up',
      ephemeral(out),
      'label velero.io/exclude-from-backup',
      ephemeral(helm),
    ],
    [
      'of pods whose volumes are not backed up',
      pods('Deployment', { annotations: { 'backup.velero.io/backup-volumes-excludes': 'data' } }),
      'annotation backup.velero.io/backup-volumes-excludes',
      pods('Deployment', { annotations: { 'backup.velero.io/backup-volumes': 'data' } }),
    ],
    [
      'with a finalizer',
      pods('Job', { finalizers: ['x.example/hold'] }),
      'finalizer x.example/hold',
      pods('Job', helm),
    ],
    [
      'of pods with a name in the DNS',
      pods('Deployment', { annotations: { 'external-dns.alpha.kubernetes.io/hostname': 'doganat.gov.al' } }),
      'external-dns.alpha.kubernetes.io/hostname: doganat.gov.al',
      pods('Deployment', helm),
    ],
    [
      'of pods whose hook waits a year',
      pods('Deployment', waiting('8760h')),
      'the hook timeout pre.hook.backup.velero.io/timeout: 8760h',
      pods('Deployment', waiting('90s')),
    ],
    [
      'of pods whose hook waits for ever after a restore',
      pods('Deployment', { annotations: { 'post.hook.restore.velero.io/wait-timeout': '0' } }),
      'post.hook.restore.velero.io/wait-timeout: 0',
      pods('Deployment', waiting('600ms')),
    ],
    [
      'of claims with a finalizer',
      claims({ finalizers: ['x.example/hold'] }),
      'finalizer x.example/hold',
      claims(helm),
    ],
    [
      'of claims with a name of the platform',
      claims({ name: 'streha-data' }),
      'a template named streha-data',
      claims({ name: 'data' }),
    ],
    ...POD_MAKERS.map(
      (kind) =>
        [
          `of a ${kind} that runs as an account of the platform`,
          maker(kind, { serviceAccountName: 'streha-restore' }),
          'pods that run as ServiceAccount streha-restore',
          maker(kind, { serviceAccountName: 'default' }),
        ] as const,
    ),
  ]);

  it('of the platform too: its controllers are not the platform', async () => {
    const response = await house.platform.create(pods('Deployment', owned), { dryRun: true });
    expectRefused(response, 'templates', says);
    expectAccepted(await house.platform.create(pods('Deployment', helm), { dryRun: true }));
  });
});
