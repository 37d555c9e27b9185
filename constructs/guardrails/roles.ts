import { changed, list } from './cel';
import type { GuardrailsConfig } from './config';
import { type Guard, guard } from './guard';
import { kinds } from './rules';

/** Verbs that hand on rights, or take somebody's. */
const VERBS = ['*', 'bind', 'escalate', 'impersonate'];

/** Through the API server past every NetworkPolicy; onto a node without the scheduler. */
const NEVER = ['bindings', 'nodes/proxy', 'pods/binding', 'pods/proxy', 'podtemplates', 'services/proxy'];

/** Read by tenants, written by the platform and the cluster alone. */
const READ_ONLY = ['endpoints', 'endpointslices', 'limitranges', 'namespaces', 'resourcequotas'];

/** CEL: a group of Kubernetes' own kinds, whose status is the cluster's to write. */
const isKubernetes = (group: string): string => `(!${group}.contains('.') || ${group}.endsWith('.k8s.io'))`;

/**
 * Roles of a tenant. The API server refuses rules their author does not hold; Velero and every cluster-admin hold
 * all, so a Role of a backup or of a chart is judged here.
 */
export function roles(config: GuardrailsConfig): Guard {
  return guard(config, {
    name: 'roles',
    holds:
      'no Role in a tenant namespace holds what no tenant may: wildcards, rights to hand on, ways past the network and the quota',
    where: 'tenants',
    matches: [kinds('rbac.authorization.k8s.io', 'v1', ['roles'])],
    conditions: { 'new-or-changed': changed((which) => `${which}.?rules`) },
    variables: {
      rules: 'object.?rules.orValue([])',
      verbs: `variables.rules.filter(rule, rule.verbs.exists(verb, verb in ${list(VERBS)}))`,
      resources: `variables.rules.filter(rule, rule.?apiGroups.orValue([]).exists(group, group == '*')
        || rule.?resources.orValue([]).exists(resource, resource.contains('*') || resource in ${list(NEVER)}
          || (resource.endsWith('/status') && rule.?apiGroups.orValue([]).exists(group, ${isKubernetes('group')}))
          || (resource.split('/')[0] in ${list(READ_ONLY)} && rule.verbs.exists(verb, !(verb in ['get', 'list', 'watch'])))))`,
    },
    checks: [
      {
        expression: 'size(variables.verbs) == 0',
        got: `'verb ' + variables.verbs[0].verbs.filter(verb, verb in ${list(VERBS)})[0]`,
        about: 'a verb',
        allowed: `verbs by name, other than ${VERBS.slice(1).join(', ')}`,
      },
      {
        expression: 'size(variables.resources) == 0',
        got: `'a rule for ' + variables.resources[0].?resources.orValue([]).map(r, string(r)).join(' ') + ' of apiGroups '
          + variables.resources[0].?apiGroups.orValue([]).map(g, string(g)).join(' ')`,
        about: 'a rule',
        allowed: 'kinds by name that tenants hold; quotas, limits and endpoints for reading only; no proxy, no status',
      },
    ],
  });
}
