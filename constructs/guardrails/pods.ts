import type { Which } from './cel';
import type { Operation, Rule } from './guard';

const WRITES: readonly Operation[] = ['CREATE', 'UPDATE'];

/**
 * Every kind that makes pods, and pods themselves.
 *
 * @param pods operations on pods. After creation little of a pod can change, and what the cluster sets (`nodeName`)
 *   is none of the tenant's doing.
 */
export function podMakers(pods: readonly Operation[] = WRITES): readonly Rule[] {
  return [{ apiGroups: [''], apiVersions: ['v1'], resources: ['pods'], operations: pods }, ...podTemplates()];
}

/** Every kind that holds a template of pods. */
export function podTemplates(): readonly Rule[] {
  return [
    { apiGroups: [''], apiVersions: ['v1'], resources: ['podtemplates', 'replicationcontrollers'], operations: WRITES },
    {
      apiGroups: ['apps'],
      apiVersions: ['v1'],
      resources: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'],
      operations: WRITES,
    },
    { apiGroups: ['batch'], apiVersions: ['v1'], resources: ['cronjobs', 'jobs'], operations: WRITES },
  ];
}

/** CEL: the specification of the pods an object of {@link podMakers} makes. `dyn`: the kinds differ. */
export function podSpec(which: Which): string {
  const o = `dyn(${which})`;
  return `(${which}.kind == 'Pod' ? ${o}.spec
    : ${which}.kind == 'CronJob' ? ${o}.spec.jobTemplate.spec.template.spec
    : ${which}.kind == 'PodTemplate' ? ${o}.template.spec
    : ${o}.spec.template.spec)`;
}

/** CEL: the templates of claims of a StatefulSet; of other kinds none. */
export function claimTemplates(which: Which): string {
  return `(${which}.kind == 'StatefulSet' ? dyn(${which}).spec.?volumeClaimTemplates.orValue([]) : [])`;
}
