/**
 * Every kind a tenant can make: one list for the roles that allow it and the quota that counts it, so that no kind
 * can be made without being counted.
 */
export interface TenantKind {
  readonly group: string;
  readonly resource: string;
  /** Objects allowed for each pod the quota allows, the first of which every tenant gets. */
  readonly perPod: number;
  /** Objects allowed whatever the number of pods. */
  readonly base: number;
  /** Roles that may write it; `admin` always may. */
  readonly writers: readonly ('developer' | 'deployer')[];
}

const both = ['developer', 'deployer'] as const;

/**
 * `base` and `perPod` are chosen so that a quota of ten pods holds ten one-pod workloads with all they need; a
 * Deployment keeps ten old ReplicaSets (Kubernetes' default of `revisionHistoryLimit`), Helm keeps ten releases as
 * Secrets (its default of `--history-max`), a CronJob keeps four Jobs (three done, one failed).
 */
export const TENANT_KINDS: readonly TenantKind[] = [
  { group: '', resource: 'configmaps', perPod: 3, base: 10, writers: both },
  { group: '', resource: 'persistentvolumeclaims', perPod: 1, base: 0, writers: both },
  { group: '', resource: 'pods', perPod: 1, base: 0, writers: both },
  { group: '', resource: 'secrets', perPod: 12, base: 20, writers: both },
  { group: '', resource: 'serviceaccounts', perPod: 1, base: 5, writers: ['deployer'] },
  { group: '', resource: 'services', perPod: 1, base: 2, writers: both },
  { group: 'apps', resource: 'deployments', perPod: 1, base: 0, writers: both },
  { group: 'apps', resource: 'statefulsets', perPod: 1, base: 0, writers: both },
  { group: 'autoscaling', resource: 'horizontalpodautoscalers', perPod: 1, base: 0, writers: both },
  { group: 'batch', resource: 'cronjobs', perPod: 1, base: 0, writers: both },
  { group: 'batch', resource: 'jobs', perPod: 5, base: 10, writers: both },
  { group: 'coordination.k8s.io', resource: 'leases', perPod: 1, base: 5, writers: [] },
  { group: 'gateway.networking.k8s.io', resource: 'httproutes', perPod: 1, base: 2, writers: both },
  { group: 'networking.k8s.io', resource: 'ingresses', perPod: 1, base: 2, writers: both },
  { group: 'networking.k8s.io', resource: 'networkpolicies', perPod: 2, base: 20, writers: ['deployer'] },
  { group: 'policy', resource: 'poddisruptionbudgets', perPod: 1, base: 0, writers: both },
  { group: 'rbac.authorization.k8s.io', resource: 'rolebindings', perPod: 1, base: 10, writers: [] },
  { group: 'rbac.authorization.k8s.io', resource: 'roles', perPod: 1, base: 5, writers: [] },
];

/** Kinds controllers make for a tenant: counted, never written by hand. */
export const MADE_BY_CONTROLLERS: readonly TenantKind[] = [
  { group: '', resource: 'replicationcontrollers', perPod: 0, base: 0, writers: [] },
  { group: 'apps', resource: 'controllerrevisions', perPod: 12, base: 0, writers: [] },
  { group: 'apps', resource: 'daemonsets', perPod: 0, base: 0, writers: [] },
  { group: 'apps', resource: 'replicasets', perPod: 12, base: 0, writers: [] },
];
