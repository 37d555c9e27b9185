import { clusterRoleName } from '../names';
import { roleRules } from '../role-rules';
import { changed, list, text } from './cel';
import type { GuardrailsConfig } from './config';
import { type Guard, guard } from './guard';
import { kinds } from './rules';

/** CEL: the verbs a tenant's admin holds, by group and resource: nobody of a tenant holds more. */
const HELD = `{${roleRules('admin')
  .map(({ group, resource, verbs }) => `${text(`${group}/${resource}`)}: ${list(verbs)}`)
  .join(', ')}}`;

/** CEL: a group of Kubernetes' own kinds. What rights on other kinds mean is for their software to say. */
const isKubernetes = (group: string): string => `(!${group}.contains('.') || ${group}.endsWith('.k8s.io'))`;

/**
 * Roles of a tenant. The API server refuses rules their author does not hold; Velero and every cluster-admin hold
 * all, so a Role of a backup or of a chart is judged here.
 */
export function roles(config: GuardrailsConfig): Guard {
  return guard(config, {
    name: 'roles',
    holds: 'a Role in a tenant namespace names its kinds and verbs, and holds no more than an admin of the tenant',
    where: 'tenants',
    matches: [kinds('rbac.authorization.k8s.io', 'v1', ['roles'])],
    conditions: { 'new-or-changed': changed((which) => `${which}.?rules`) },
    variables: {
      rules: 'object.?rules.orValue([])',
      held: HELD,
      wild: `variables.rules.filter(rule, (rule.verbs + rule.?apiGroups.orValue([]) + rule.?resources.orValue([]))
        .exists(word, word.contains('*')))`,
      foreign: `variables.rules.filter(rule, rule.?apiGroups.orValue([]).exists(group, ${isKubernetes('group')}
        && rule.?resources.orValue([]).exists(resource, rule.verbs.exists(verb,
          !(verb in variables.held[?group + '/' + resource].orValue([]))))))`,
    },
    checks: [
      {
        expression: 'size(variables.wild) == 0',
        got: words('wild'),
        about: 'a rule with a wildcard',
        allowed: 'verbs, resources and apiGroups by name',
      },
      {
        expression: 'size(variables.foreign) == 0',
        got: words('foreign'),
        about: 'a rule',
        allowed: `no more than ${clusterRoleName('admin')} holds`,
      },
    ],
  });
}

/** CEL for messages: the first of these rules. */
function words(rules: string): string {
  const joined = (field: string) => `variables.${rules}[0].?${field}.orValue([]).map(word, string(word)).join(', ')`;
  return `'a rule for ' + ${joined('verbs')} + ' of ' + ${joined('resources')}
    + (${joined('apiGroups')} == '' ? '' : ' in ' + ${joined('apiGroups')})`;
}
