import type { GuardrailsConfig } from './config';
import { type Guard, guard } from './guard';
import { isOwned } from './reserved';
import { kinds } from './rules';

/**
 * What Streha made once for the cluster. Kinds by name, never all: a node may be called anything, and a kubelet that
 * cannot register is an outage.
 */
export function clusterObjects(config: GuardrailsConfig): Guard {
  return guard(config, {
    name: 'cluster-objects',
    holds:
      "nobody but the platform makes, changes or deletes the platform's roles, their bindings and priority classes",
    where: 'cluster',
    matches: [
      kinds('rbac.authorization.k8s.io', 'v1', ['clusterroles', 'clusterrolebindings'], ['CREATE', 'UPDATE', 'DELETE']),
      kinds('scheduling.k8s.io', 'v1', ['priorityclasses'], ['CREATE', 'UPDATE', 'DELETE']),
    ],
    conditions: { 'owned-by-the-platform': isOwned },
    checks: [
      {
        expression: 'false',
        got: `request.operation + ' of ' + request.resource.resource + ' ' + request.?name.orValue('')
          + ' by ' + request.userInfo.username + ', the name or label of the platform'`,
        about: 'the name or label of the platform',
        allowed: 'names that do not start with streha-, without the label of the platform',
        reason: 'Forbidden',
      },
    ],
  });
}
