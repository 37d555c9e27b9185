import type { Construct } from 'constructs';
import { Tenant, TenantBackup, type TenantProps } from '../../constructs';
import { only, type Resource, synth } from './synth';

const PROPS: TenantProps = {
  namespace: {
    name: 'tatimet-e-filing-prod',
    agency: 'tatimet',
    system: 'e-filing',
    environment: 'prod',
    service: '24x7',
    continuity: 'vital',
    data: 'personal',
    podSecurityVersion: '1.36',
    hostnames: ['e-filing.tatimet.gov.al'],
  },
  quota: { cpu: '24', memory: '96Gi', ephemeralStorage: '120Gi', storage: '2Ti', pods: 80 },
  access: {
    admin: ['tatimet-admins'],
    developer: ['tatimet-dev'],
    deployer: ['tatimet-ci'],
    viewer: ['tatimet-auditors'],
  },
  isolation: {
    resolver: { namespace: 'kube-system', pods: { 'k8s-app': 'kube-dns' } },
    monitoringNamespace: 'monitoring',
    gatewayNamespace: 'gateway',
    kubernetesApi: { cidrs: ['10.20.0.10/32'], port: 6443 },
  },
  backup: { veleroNamespace: 'velero', rpo: '15m', retention: '35d' },
};

const tenant = (props: Partial<TenantProps> = {}): readonly Resource[] =>
  synth((scope: Construct) => new Tenant(scope, 'e-filing_prod', { ...PROPS, ...props }));

/** An id that moves is a namespace deleted and made again: change this list only with a migration. */
const IDS = {
  kubernetes_namespace_v1: ['e-filing_prod_Namespace_6D4CD1C8'],
  kubernetes_resource_quota_v1: ['e-filing_prod_Quota_7D2AFB88'],
  kubernetes_limit_range_v1: ['e-filing_prod_Limits_C5F035B3'],
  kubernetes_network_policy_v1: [
    'e-filing_prod_Isolation_DenyAll_E9BB6D27',
    'e-filing_prod_Isolation_Dns_F374FDE3',
    'e-filing_prod_Isolation_OwnNamespace_C8C05ABE',
    'e-filing_prod_Isolation_Monitoring_E3A53E3E',
    'e-filing_prod_Isolation_Gateway_567F62F1',
    'e-filing_prod_Isolation_KubernetesApi_79E53DCA',
  ],
  kubernetes_default_service_account_v1: ['e-filing_prod_DefaultServiceAccount_6F560FF7'],
  kubernetes_role_binding_v1: [
    'e-filing_prod_Access_admin_E323A16D',
    'e-filing_prod_Access_developer_BDCC5B4C',
    'e-filing_prod_Access_deployer_2E1E5981',
    'e-filing_prod_Access_viewer_1A4AF365',
  ],
  kubernetes_manifest: ['e-filing_prod_Backup_070E2AA7'],
};

const ids = (resources: readonly Resource[], type: string): string[] =>
  resources.filter((r) => r.type === type).map((r) => r.id);

test('logical ids stay where they are', () => {
  const resources = tenant();
  const found = Object.fromEntries(resources.map(({ type }) => [type, ids(resources, type)]));
  expect(found).toEqual(IDS);
});

test('people are let in only after quota, limits, isolation and the default ServiceAccount stand', () => {
  const resources = tenant();
  const fences = resources.filter(({ type }) => /quota|limit_range|network_policy|default_service_account/.test(type));
  const bindings = resources.filter(({ type }) => type === 'kubernetes_role_binding_v1');
  expect(bindings).toHaveLength(4);
  const addresses = fences.map(({ type, id }) => `${type}.${id}`);
  // And one after another: the quota counts each.
  let last: string[] = [];
  for (const { type, id, body } of bindings) {
    expect(body.depends_on).toEqual([...addresses, ...last].sort());
    last = [`${type}.${id}`];
  }
});

test('everything else waits for the namespace', () => {
  const resources = tenant();
  const namespace = `kubernetes_namespace_v1.${ids(resources, 'kubernetes_namespace_v1')[0]}`;
  const others = resources.filter(({ type }) => !/namespace|role_binding/.test(type));
  expect(others.length).toBeGreaterThan(8);
  for (const { body } of others) expect(body.depends_on).toEqual([namespace]);
});

test("the agency's groups, and no others, are named on the namespace", () => {
  expect(only(tenant(), 'kubernetes_namespace_v1')).toMatchObject({
    metadata: { annotations: { 'streha.al/groups': 'tatimet-admins,tatimet-auditors,tatimet-ci,tatimet-dev' } },
  });
});

test('a role nobody holds makes no binding', () => {
  const bindings = ids(tenant({ access: { admin: ['tatimet-admins'] } }), 'kubernetes_role_binding_v1');
  expect(bindings).toHaveLength(1);
});

test("only the admins' binding is protected: the others leave with their line in the file", () => {
  const guarded = tenant()
    .filter(({ type }) => type === 'kubernetes_role_binding_v1')
    .map(({ body }) => (body as { metadata: { name: string; labels: Record<string, string> } }).metadata)
    .filter(({ labels }) => labels['streha.al/protected'] === 'true');
  expect(guarded.map(({ name }) => name)).toEqual(['streha-admin']);
});

test("backups: one Schedule for one namespace, out of the tenant's reach", () => {
  expect(only(tenant(), 'kubernetes_manifest').manifest).toEqual({
    apiVersion: 'velero.io/v1',
    kind: 'Schedule',
    metadata: {
      name: 'tatimet-e-filing-prod',
      namespace: 'velero',
      labels: { 'app.kubernetes.io/managed-by': 'streha', 'velero.io/exclude-from-backup': 'true' },
    },
    spec: {
      schedule: expect.stringMatching(/^\d-59\/10 \* \* \* \*$/),
      paused: false,
      useOwnerReferencesInBackup: false,
      template: { includedNamespaces: ['tatimet-e-filing-prod'], ttl: '840h0m0s' },
    },
  });
});

test('on a standby the schedule rests', () => {
  const resources = synth(
    (scope) =>
      new TenantBackup(scope, 'Backup', {
        namespace: 'a-b-prod',
        veleroNamespace: 'velero',
        rpo: '4h',
        retention: '35d',
        paused: true,
      }),
  );
  expect(only(resources, 'kubernetes_manifest')).toMatchObject({ manifest: { spec: { paused: true } } });
});
