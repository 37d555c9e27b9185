import { renderOne } from './render-one';

test('a namespace', () => {
  expect(
    renderOne('kubernetes_namespace_v1', {
      '//': { metadata: { path: 'tirana-tatimet/vat', uniqueId: 'vat' } },
      depends_on: ['helm_release.velero'],
      lifecycle: { prevent_destroy: true },
      provider: 'kubernetes',
      metadata: {
        annotations: { 'streha.al/hostnames': '' },
        labels: { 'streha.al/system': 'vat', 'streha.al/agency': 'tatimet' },
        name: 'tatimet-vat-prod',
      },
      timeouts: { delete: '15m' },
      wait_for_default_service_account: true,
    }),
  ).toEqual({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: 'tatimet-vat-prod',
      labels: { 'streha.al/agency': 'tatimet', 'streha.al/system': 'vat' },
      annotations: { 'streha.al/hostnames': '' },
    },
  });
});

test('a quota: quantities stay text, scopes are a set', () => {
  expect(
    renderOne('kubernetes_resource_quota_v1', {
      metadata: { name: 'streha-quota', namespace: 'a' },
      spec: {
        hard: { 'requests.cpu': '4', pods: 50, 'limits.memory': '16Gi' },
        scopes: ['NotTerminating', 'BestEffort', 'NotTerminating'],
        scope_selector: {
          match_expression: [{ operator: 'In', scope_name: 'PriorityClass', values: ['streha-vital', 'streha-a'] }],
        },
      },
    }),
  ).toEqual({
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'streha-quota', namespace: 'a' },
    spec: {
      hard: { 'limits.memory': '16Gi', pods: '50', 'requests.cpu': '4' },
      scopes: ['BestEffort', 'NotTerminating'],
      scopeSelector: {
        matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In', values: ['streha-a', 'streha-vital'] }],
      },
    },
  });
});

test('limits', () => {
  expect(
    renderOne('kubernetes_limit_range_v1', {
      metadata: { name: 'streha-limits', namespace: 'a' },
      spec: {
        limit: [
          { type: 'Container', default: { cpu: '500m' }, default_request: { cpu: '100m' }, min: { cpu: '1m' } },
          { type: 'PersistentVolumeClaim', max: { storage: '50Gi' }, max_limit_request_ratio: {} },
        ],
      },
    }),
  ).toEqual({
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'streha-limits', namespace: 'a' },
    spec: {
      limits: [
        { type: 'Container', min: { cpu: '1m' }, default: { cpu: '500m' }, defaultRequest: { cpu: '100m' } },
        { type: 'PersistentVolumeClaim', max: { storage: '50Gi' } },
      ],
    },
  });
});

describe('service accounts', () => {
  test('the default one has its name, and no token where the stack says so', () => {
    expect(
      renderOne('kubernetes_default_service_account_v1', {
        metadata: { namespace: 'a', labels: { 'app.kubernetes.io/managed-by': 'streha' } },
        automount_service_account_token: false,
        timeouts: { create: '1m' },
      }),
    ).toEqual({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'default', namespace: 'a', labels: { 'app.kubernetes.io/managed-by': 'streha' } },
      automountServiceAccountToken: false,
    });
  });

  test.each(['kubernetes_default_service_account_v1', 'kubernetes_service_account_v1'])(
    '%s mounts its token where nothing is said, as the provider does',
    (type) => {
      expect(renderOne(type, { metadata: { name: 'default', namespace: 'a' } })).toEqual({
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: 'default', namespace: 'a' },
        automountServiceAccountToken: true,
      });
    },
  );

  test('secrets are sets: their order and doubles do not count', () => {
    expect(
      renderOne('kubernetes_service_account_v1', {
        metadata: { name: 'ci', namespace: 'a' },
        automount_service_account_token: 'false',
        image_pull_secret: [{ name: 'mirror' }, { name: 'cache' }, { name: 'mirror' }],
        secret: { name: 'token' },
      }),
    ).toEqual({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'ci', namespace: 'a' },
      automountServiceAccountToken: false,
      imagePullSecrets: [{ name: 'cache' }, { name: 'mirror' }],
      secrets: [{ name: 'token' }],
    });
  });
});

test('an object without a namespace stands in `default`, where the provider puts it', () => {
  const quota = { metadata: { name: 'quota' }, spec: { hard: { pods: '1' } } };
  expect(renderOne('kubernetes_resource_quota_v1', quota).metadata).toEqual({ name: 'quota', namespace: 'default' });
});
