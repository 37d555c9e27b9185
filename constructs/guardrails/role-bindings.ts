import { ANNOTATION, clusterRoleName, TENANT_ROLES } from '../names';
import { changed, few, list, namespaceAnnotation } from './cel';
import type { GuardrailsConfig } from './config';
import { type Guard, guard } from './guard';
import { kinds } from './rules';

const ROLES = TENANT_ROLES.map(clusterRoleName);

/**
 * Whom a tenant lets in, and as what. The API server itself refuses to hand on more than one holds; it does not mind
 * to whom.
 */
export function roleBindings(config: GuardrailsConfig): Guard {
  return guard(config, {
    name: 'role-bindings',
    holds: "a tenant binds its own Roles or the tenant roles, to its agency's groups and its own ServiceAccounts",
    where: 'tenants',
    matches: [kinds('rbac.authorization.k8s.io', 'v1', ['rolebindings'])],
    conditions: {
      'new-or-changed': changed((which) => `[dyn(${which}.?subjects), dyn(${which}.roleRef)]`),
    },
    variables: {
      groups: `${namespaceAnnotation(ANNOTATION.groups)}.split(',')`,
      foreign: `object.?subjects.orValue([]).filter(subject,
        !(subject.kind == 'Group' && subject.name != '' && subject.name in variables.groups)
        && !(subject.kind == 'ServiceAccount' && subject.?namespace.orValue('') == namespaceObject.metadata.name))`,
    },
    checks: [
      {
        expression: 'size(variables.foreign) == 0',
        got: `variables.foreign[0].kind + ' ' + variables.foreign[0].?namespace.optMap(home, home + '/').orValue('') + variables.foreign[0].name`,
        about: 'a subject',
        allowed: 'groups of the agency and ServiceAccounts of the namespace',
        allowedHere: `'ServiceAccounts of the namespace and the groups of the agency: ' + (variables.groups == [''] ? 'none' : ${few('variables.groups')})`,
      },
      {
        expression: `object.roleRef.kind == 'Role' || object.roleRef.name in ${list(ROLES)}`,
        got: `object.roleRef.kind + ' ' + object.roleRef.name`,
        about: 'a role',
        allowed: `Roles of the namespace, ${ROLES.join(', ')}`,
      },
    ],
  });
}
