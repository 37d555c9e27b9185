import type { KubernetesObject } from './kubernetes-object';

/**
 * Kinds in the order they are applied: what others stand in or refer to first, and nobody is let into a namespace
 * (role bindings) before its isolation, quota and limits stand. What is not listed, custom resources above all,
 * comes after these.
 */
const ORDER: readonly string[] = [
  'Namespace',
  'CustomResourceDefinition.apiextensions.k8s.io',
  'PriorityClass.scheduling.k8s.io',
  'PriorityLevelConfiguration.flowcontrol.apiserver.k8s.io',
  'FlowSchema.flowcontrol.apiserver.k8s.io',
  'RuntimeClass.node.k8s.io',
  'StorageClass.storage.k8s.io',
  'IngressClass.networking.k8s.io',
  'ClusterRole.rbac.authorization.k8s.io',
  'ServiceAccount',
  'ResourceQuota',
  'LimitRange',
  'NetworkPolicy.networking.k8s.io',
  'ConfigMap',
  'Secret',
  'Role.rbac.authorization.k8s.io',
  'RoleBinding.rbac.authorization.k8s.io',
  'ClusterRoleBinding.rbac.authorization.k8s.io',
  'PersistentVolumeClaim',
  'Service',
  'PodDisruptionBudget.policy',
  'Deployment.apps',
  'StatefulSet.apps',
  'DaemonSet.apps',
  'Job.batch',
  'CronJob.batch',
  'HorizontalPodAutoscaler.autoscaling',
  'Ingress.networking.k8s.io',
];

/**
 * Kinds that judge whatever is applied after them, by whoever applies it: last of all, and no binding before its
 * policy, since one without denies nothing and says nothing.
 */
const LAST: readonly string[] = [
  'MutatingAdmissionPolicy.admissionregistration.k8s.io',
  'MutatingAdmissionPolicyBinding.admissionregistration.k8s.io',
  'ValidatingAdmissionPolicy.admissionregistration.k8s.io',
  'ValidatingAdmissionPolicyBinding.admissionregistration.k8s.io',
];

const UNLISTED = ORDER.length;
const RANKS = new Map([...ORDER, undefined, ...LAST].map((kind, rank) => [kind, rank]));

/** Kind and API group, as `kubectl` writes them: `NetworkPolicy.networking.k8s.io`, `Namespace`. */
export function kindOf({ apiVersion, kind }: KubernetesObject): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? kind : `${kind}.${apiVersion.slice(0, slash)}`;
}

/** Sorts objects as `kubectl apply` takes them: by kind, then namespace, then name. */
export function inOrder(objects: readonly KubernetesObject[]): KubernetesObject[] {
  const keyed = objects.map((object) => {
    const kind = kindOf(object);
    return { object, kind, rank: RANKS.get(kind) ?? UNLISTED };
  });
  keyed.sort(
    (a, b) =>
      a.rank - b.rank ||
      compare(a.kind, b.kind) ||
      compare(a.object.metadata.namespace ?? '', b.object.metadata.namespace ?? '') ||
      compare(a.object.metadata.name, b.object.metadata.name),
  );
  return keyed.map(({ object }) => object);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
