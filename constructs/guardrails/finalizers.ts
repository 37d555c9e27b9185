import { list, text } from './cel';
import type { GuardrailsConfig } from './config';
import { type Guard, guard } from './guard';
import { controller, isUser, velero } from './identity';
import { anyKind } from './rules';

/** Set by the API server on what is deleted, taken off by the garbage collector. */
const DELETION = ['foregroundDeletion', 'orphan'];

/** On every claim, from its creation on. */
const CLAIM = 'kubernetes.io/pvc-protection';

/** On pods of Jobs until they are counted. Set by others it may stay for ever; Velero restores what the controller set. */
const JOB = 'batch.kubernetes.io/job-tracking';

/** The cluster's controllers, but for the kinds that some of them make from templates a tenant wrote. */
const CONTROLLERS = `request.userInfo.username.startsWith('system:serviceaccount:kube-system:')
  && request.resource.resource != 'pods' && !(${isUser(controller('statefulset-controller'))})`;

/** Finalizers nobody takes off: one on a ConfigMap keeps a namespace terminating, one on a pod keeps a node. */
export function finalizers(config: GuardrailsConfig): Guard {
  const known = [...DELETION, ...(config.finalizers ?? [])];
  return guard(config, {
    name: 'finalizers',
    holds: 'nothing of a tenant waits for a finalizer that no controller here takes off',
    where: 'tenants',
    matches: [anyKind('*')],
    conditions: {
      'has-finalizers': 'has(object.metadata) && size(object.metadata.?finalizers.orValue([])) > 0',
      'not-a-controller': `!(${CONTROLLERS})`,
    },
    variables: {
      before: "request.operation == 'UPDATE' ? oldObject.metadata.?finalizers.orValue([]) : []",
      unknown: `object.metadata.finalizers.filter(f, !(f in variables.before) && !(f in ${list(known)})
        && !(f == ${text(CLAIM)} && request.resource.resource == 'persistentvolumeclaims')
        && !(f == ${text(JOB)} && request.resource.resource == 'pods'
          && ${isUser(controller('job-controller'), velero(config))}))`,
    },
    checks: [
      {
        expression: 'size(variables.unknown) == 0',
        got: `'finalizer ' + string(variables.unknown[0])`,
        about: 'a finalizer',
        allowed: known.slice(0, 5).join(', '),
      },
    ],
  });
}
