import { renderOne } from './render-one';

const roleRef = { api_group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'streha-viewer' };

test('a role: every list is a set', () => {
  expect(
    renderOne('kubernetes_role_v1', {
      metadata: { name: 'pods', namespace: 'a' },
      rule: [
        { api_groups: [''], resources: ['pods/log', 'pods'], verbs: ['list', 'get'], resource_names: [] },
        { api_groups: ['apps'], resources: ['deployments'], verbs: ['get'], resource_names: ['web'] },
      ],
    }),
  ).toEqual({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: 'pods', namespace: 'a' },
    rules: [
      { apiGroups: [''], resources: ['pods', 'pods/log'], verbs: ['get', 'list'] },
      { apiGroups: ['apps'], resources: ['deployments'], resourceNames: ['web'], verbs: ['get'] },
    ],
  });
});

test('a cluster role: every list keeps its order', () => {
  expect(
    renderOne('kubernetes_cluster_role_v1', {
      metadata: { name: 'streha-viewer' },
      rule: [
        { api_groups: [''], resources: ['pods', 'configmaps'], verbs: ['watch', 'get'] },
        { non_resource_urls: ['/healthz'], verbs: ['get'] },
      ],
    }),
  ).toEqual({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'streha-viewer' },
    rules: [
      { apiGroups: [''], resources: ['pods', 'configmaps'], verbs: ['watch', 'get'] },
      { nonResourceURLs: ['/healthz'], verbs: ['get'] },
    ],
  });
});

test('a cluster role that gathers others', () => {
  expect(
    renderOne('kubernetes_cluster_role_v1', {
      metadata: { name: 'all' },
      aggregation_rule: {
        cluster_role_selectors: [
          { match_labels: { 'streha.al/part': 'viewer' } },
          { match_expressions: [{ key: 'tier', operator: 'In', values: ['b', 'a'] }] },
        ],
      },
    }),
  ).toEqual({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'all' },
    aggregationRule: {
      clusterRoleSelectors: [
        { matchLabels: { 'streha.al/part': 'viewer' } },
        { matchExpressions: [{ key: 'tier', operator: 'In', values: ['a', 'b'] }] },
      ],
    },
  });
});

describe('subjects', () => {
  test.each([
    ['kubernetes_role_binding_v1', 'RoleBinding', { namespace: 'a' }],
    ['kubernetes_cluster_role_binding_v1', 'ClusterRoleBinding', {}],
  ])('%s: a subject without a namespace is given `default`, groups too, as the provider does', (type, kind, inside) => {
    expect(
      renderOne(type, {
        metadata: { name: 'streha-viewers', ...inside },
        role_ref: roleRef,
        subject: [
          { api_group: 'rbac.authorization.k8s.io', kind: 'Group', name: 'tatimet-auditors' },
          { kind: 'ServiceAccount', name: 'ci', namespace: 'builds' },
        ],
      }),
    ).toEqual({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind,
      metadata: { name: 'streha-viewers', ...inside },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'streha-viewer' },
      subjects: [
        { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'tatimet-auditors', namespace: 'default' },
        { kind: 'ServiceAccount', name: 'ci', namespace: 'builds' },
      ],
    });
  });

  test('an empty namespace is none: Terraform takes it for a value, the provider for nothing', () => {
    expect(
      renderOne('kubernetes_cluster_role_binding_v1', {
        metadata: { name: 'auditors' },
        role_ref: roleRef,
        subject: { kind: 'Group', name: 'auditors', namespace: '' },
      }).subjects,
    ).toEqual([{ kind: 'Group', name: 'auditors' }]);
  });
});
