import { renderStack } from '../../manifests';

/** A configuration as cdktf writes it. */
const CONFIGURATION = {
  kubernetes_network_policy_v1: {
    isolation: {
      metadata: { name: 'default-deny', namespace: 'tatimet-vat-prod' },
      spec: { ingress: [{ from: [{ pod_selector: {} }] }], pod_selector: {}, policy_types: ['Ingress', 'Egress'] },
    },
  },
  kubernetes_resource_quota_v1: {
    quota: {
      metadata: { name: 'quota', namespace: 'tatimet-vat-prod' },
      spec: { hard: { pods: '50', 'requests.memory': '16Gi' } },
    },
  },
  kubernetes_role_binding_v1: {
    admins: {
      metadata: { name: 'admins', namespace: 'tatimet-vat-prod' },
      role_ref: { api_group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'edit' },
      subject: [{ api_group: 'rbac.authorization.k8s.io', kind: 'Group', name: 'tatimet-admins' }],
    },
  },
};

/** What the provider, 2.38, said it would make of it: `planned_values` of the plan. */
const PLANNED = {
  kubernetes_network_policy_v1: {
    isolation: {
      metadata: [
        { annotations: null, generate_name: null, labels: null, name: 'default-deny', namespace: 'tatimet-vat-prod' },
      ],
      spec: [
        {
          egress: [],
          ingress: [
            {
              from: [
                { ip_block: [], namespace_selector: [], pod_selector: [{ match_expressions: [], match_labels: null }] },
              ],
              ports: [],
            },
          ],
          pod_selector: [{ match_expressions: [], match_labels: null }],
          policy_types: ['Ingress', 'Egress'],
        },
      ],
    },
  },
  kubernetes_resource_quota_v1: {
    quota: {
      metadata: [
        { annotations: null, generate_name: null, labels: null, name: 'quota', namespace: 'tatimet-vat-prod' },
      ],
      spec: [{ hard: { pods: '50', 'requests.memory': '16Gi' }, scope_selector: [], scopes: null }],
      timeouts: null,
    },
  },
  kubernetes_role_binding_v1: {
    admins: {
      metadata: [
        { annotations: null, generate_name: null, labels: null, name: 'admins', namespace: 'tatimet-vat-prod' },
      ],
      role_ref: [{ api_group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'edit' }],
      subject: [
        { api_group: 'rbac.authorization.k8s.io', kind: 'Group', name: 'tatimet-admins', namespace: 'default' },
      ],
    },
  },
};

/** What the provider read back after it was applied, where that differs in form. */
const APPLIED = structuredClone(PLANNED);
for (const resource of Object.values(APPLIED).flatMap(Object.values)) {
  Object.assign(resource, { id: 'tatimet-vat-prod/x' });
  Object.assign(resource.metadata[0], {
    annotations: {},
    generate_name: '',
    generation: 1,
    labels: {},
    resource_version: '1428',
    uid: '7345a760-f9d1-454a-bcfc-36cbe7455e1b',
  });
}

test.each([
  ['planned', PLANNED],
  ['read back', APPLIED],
])('the configuration renders to the objects that the provider %s', (_, resource) => {
  const { objects } = renderStack('tirana-tatimet', { resource: CONFIGURATION });
  expect(objects).toHaveLength(3);
  expect(renderStack('tirana-tatimet', { resource }).objects).toEqual(objects);
});
