import { TenantLimits, TenantQuota, type TenantQuotaProps } from '../../constructs';
import { MADE_BY_CONTROLLERS, TENANT_KINDS } from '../../constructs/tenant-kinds';
import { only, synth } from './synth';

const SMALL: TenantQuotaProps = {
  namespace: 'a-b-prod',
  cpu: '2',
  memory: '8Gi',
  ephemeralStorage: '10Gi',
  storage: '50Gi',
  pods: 10,
};

const hard = (props: Partial<TenantQuotaProps> = {}): Record<string, string> => {
  const body = only(
    synth((scope) => new TenantQuota(scope, 'Quota', { ...SMALL, ...props })),
    'kubernetes_resource_quota_v1',
  );
  return (body as { spec: { hard: Record<string, string> } }).spec.hard;
};

test('compute has head-room for a rollout and a dead zone, storage has none', () => {
  expect(hard()).toMatchObject({
    cpu: '3200m',
    memory: '13108Mi',
    'ephemeral-storage': '16Gi',
    pods: '16',
    'requests.storage': '50Gi',
  });
});

test('without head-room the quota is the size', () => {
  expect(hard({ headroom: 0 })).toMatchObject({ cpu: '2', memory: '8Gi', 'ephemeral-storage': '10Gi', pods: '10' });
});

test('no port of a node, no load balancer, one quota', () => {
  expect(hard()).toMatchObject({ 'services.nodeports': '0', 'services.loadbalancers': '0', resourcequotas: '1' });
});

test('every kind a tenant can make is counted', () => {
  const names = Object.keys(hard());
  for (const { group, resource } of [...TENANT_KINDS, ...MADE_BY_CONTROLLERS]) {
    const counted = group === '' ? [resource, `count/${resource}`] : [`count/${resource}.${group}`];
    expect(names.filter((name) => counted.includes(name))).toHaveLength(1);
  }
});

test('ten one-pod workloads fit a quota of ten pods with all they leave behind', () => {
  const bounds = hard({ headroom: 0 });
  expect(Number(bounds['count/replicasets.apps'])).toBeGreaterThanOrEqual(10 * 11);
  expect(Number(bounds.secrets)).toBeGreaterThanOrEqual(10 * 10);
  expect(Number(bounds.services)).toBeGreaterThanOrEqual(10);
});

test('limits: something for who says nothing, a maximum, and never zero', () => {
  const body = only(
    synth((scope) => new TenantLimits(scope, 'Limits', SMALL)),
    'kubernetes_limit_range_v1',
  );
  expect(body.spec).toEqual({
    limit: [
      {
        type: 'Container',
        default: { cpu: '500m', memory: '512Mi', 'ephemeral-storage': '512Mi' },
        default_request: { cpu: '100m', memory: '256Mi', 'ephemeral-storage': '256Mi' },
        max: { cpu: '2', memory: '8Gi', 'ephemeral-storage': '10Gi' },
        min: { cpu: '1m', memory: '1', 'ephemeral-storage': '1' },
      },
      { type: 'PersistentVolumeClaim', max: { storage: '50Gi' }, min: { storage: '1' } },
    ],
  });
});

test('a default never exceeds a tiny maximum: the API server would refuse the whole range', () => {
  const tiny = { ...SMALL, cpu: '50m', memory: '128Mi', ephemeralStorage: '100Mi' };
  const body = only(
    synth((scope) => new TenantLimits(scope, 'Limits', tiny)),
    'kubernetes_limit_range_v1',
  );
  const max = { cpu: '50m', memory: '128Mi', 'ephemeral-storage': '100Mi' };
  expect(body).toMatchObject({ spec: { limit: [{ default: max, default_request: max }, {}] } });
});

test('policies of agreements are granted on top of the tenant’s own, in steps', () => {
  const policies = (linkPolicies?: number) =>
    Number(hard(linkPolicies === undefined ? {} : { linkPolicies })['count/networkpolicies.networking.k8s.io']);
  expect(policies(0)).toBe(policies());
  expect(policies(1)).toBe(policies() + 50);
  expect(policies(50)).toBe(policies() + 50);
  expect(policies(51)).toBe(policies() + 100);
});
