import * as fc from 'fast-check';
import { type KubernetesObject, renderStack } from '../../manifests';

const inTenant = { name: 'x', namespace: 'a' };
const typed = {
  kubernetes_ingress_v1: { metadata: inTenant },
  kubernetes_role_binding_v1: { metadata: inTenant },
  kubernetes_cluster_role_binding_v1: { metadata: { name: 'x' } },
  kubernetes_network_policy_v1: { metadata: inTenant },
  kubernetes_limit_range_v1: { metadata: inTenant },
  kubernetes_deployment_v1: { metadata: inTenant },
  kubernetes_resource_quota_v1: { metadata: inTenant },
  kubernetes_default_service_account_v1: { metadata: { namespace: 'a' } },
  kubernetes_cluster_role_v1: { metadata: { name: 'x' } },
  kubernetes_priority_class_v1: { metadata: { name: 'x' }, value: 1 },
  kubernetes_namespace_v1: { metadata: { name: 'a' } },
};
const manifests = [
  { apiVersion: 'velero.io/v1', kind: 'Schedule', metadata: inTenant },
  { apiVersion: 'networking.istio.io/v1', kind: 'NetworkPolicy', metadata: inTenant },
  { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicyBinding', metadata: { name: 'x' } },
  { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicy', metadata: { name: 'x' } },
  { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata: inTenant },
];

const shown = (objects: readonly KubernetesObject[]) =>
  objects.map(({ apiVersion, kind }) => (apiVersion.includes('.') ? `${apiVersion.split('/')[0]} ${kind}` : kind));

test('namespaces, what the cluster has once, isolation, access, what runs, custom resources, what judges', () => {
  const resource = {
    ...Object.fromEntries(Object.entries(typed).map(([type, attributes]) => [type, { it: attributes }])),
    kubernetes_manifest: Object.fromEntries(manifests.map((manifest, index) => [`m${index}`, { manifest }])),
  };
  expect(shown(renderStack('s', { resource }).objects)).toEqual([
    'Namespace',
    'scheduling.k8s.io PriorityClass',
    'rbac.authorization.k8s.io ClusterRole',
    'ServiceAccount',
    'ResourceQuota',
    'LimitRange',
    'networking.k8s.io NetworkPolicy',
    'rbac.authorization.k8s.io RoleBinding',
    'rbac.authorization.k8s.io ClusterRoleBinding',
    'Deployment',
    'networking.k8s.io Ingress',
    'networking.istio.io NetworkPolicy',
    'monitoring.coreos.com PrometheusRule',
    'velero.io Schedule',
    'admissionregistration.k8s.io ValidatingAdmissionPolicy',
    'admissionregistration.k8s.io ValidatingAdmissionPolicyBinding',
  ]);
});

test('the order of resources and their ids do not count', () => {
  const namespaces = ['a', 'b', 'b-a', 'B', 'ë'].map((name) => ({ metadata: { name } }));
  const quotas = ['a', 'b'].flatMap((namespace) =>
    ['y', 'x'].map((name) => ({ metadata: { name, namespace }, spec: { hard: { pods: '1' } } })),
  );
  const render = (order: readonly number[]) => {
    const pick = (list: readonly unknown[]) =>
      Object.fromEntries(order.filter((index) => index < list.length).map((index, id) => [`id${id}`, list[index]]));
    const pair = [
      ['kubernetes_namespace_v1', pick(namespaces)],
      ['kubernetes_resource_quota_v1', pick(quotas)],
    ] as const;
    return renderStack('s', { resource: Object.fromEntries(order[0] === 0 ? pair : pair.toReversed()) }).objects;
  };
  const expected = render([0, 1, 2, 3, 4]);
  expect(expected.map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`)).toEqual(
    ['/B', '/a', '/b', '/b-a', '/ë', 'a/x', 'a/y', 'b/x', 'b/y'], // by code points, on every machine alike
  );
  fc.assert(
    fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }), (order) => {
      expect(JSON.stringify(render(order))).toBe(JSON.stringify(expected));
    }),
  );
});

test('the order of attributes and of keys does not count', () => {
  const text = (labels: unknown, spec: unknown) =>
    JSON.stringify(
      renderStack('s', {
        resource: { kubernetes_network_policy_v1: { it: { spec, metadata: { labels, namespace: 'a', name: 'p' } } } },
      }).objects,
    );
  expect(text({ b: '2', a: '1' }, { policy_types: ['Ingress'], pod_selector: {} })).toBe(
    text({ a: '1', b: '2' }, { pod_selector: {}, policy_types: ['Ingress'] }),
  );
});
