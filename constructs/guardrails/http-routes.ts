import { changed, few, text } from './cel';
import type { GuardrailsConfig } from './config';
import { type Guard, guard } from './guard';
import { HOSTNAMES, isOwnHostname, OWN_HOSTNAMES } from './hostnames';
import { kinds } from './rules';

/** CEL: a reference to a Service of the namespace of the route. */
const isOwn = (ref: string): string =>
  `(${ref}.?group.orValue('') == '' && ${ref}.?kind.orValue('Service') == 'Service'
    && ${ref}.?namespace.orValue(namespaceObject.metadata.name) == namespaceObject.metadata.name)`;

/** CEL: filters send requests to further backends, of a rule and of each of its backends. */
const isOwnFilters = (holder: string): string =>
  `${holder}.?filters.orValue([]).all(filter, [filter.?requestMirror, filter.?externalAuth]
    .all(extra, !extra.hasValue() || ${isOwn('extra.value().backendRef')}))`;

/**
 * HTTPRoutes. May stand before the kind exists, hence `?` everywhere: no field may be missed by an error, and the API
 * server knows no types to check.
 */
export function httpRoutes(config: GuardrailsConfig): Guard {
  const { namespace, name, listener } = config.gateway;
  return guard(config, {
    name: 'http-routes',
    holds:
      "an HTTPRoute serves hostnames its namespace owns, from the platform Gateway's HTTPS listener, to Services of its own",
    where: 'tenants',
    matches: [kinds('gateway.networking.k8s.io', 'v1', ['httproutes'])],
    conditions: { 'new-or-changed': changed((which) => `${which}.?spec`) },
    variables: {
      ...HOSTNAMES,
      hosts: 'object.?spec.?hostnames.orValue([])',
      foreign: `variables.hosts.filter(host, !${isOwnHostname('host')})`,
      parents: 'object.?spec.?parentRefs.orValue([])',
      strangers: `variables.parents.filter(parent, !(parent.?group.orValue('gateway.networking.k8s.io') == 'gateway.networking.k8s.io'
        && parent.?kind.orValue('Gateway') == 'Gateway' && parent.?namespace.orValue('') == ${text(namespace)}
        && parent.?name.orValue('') == ${text(name)} && parent.?sectionName.orValue('') == ${text(listener)}))`,
      rules: 'object.?spec.?rules.orValue([])',
      strange: `variables.rules.map(rule, rule.?backendRefs.orValue([]).filter(ref, !${isOwn('ref')}))
        .filter(refs, size(refs) > 0)`,
    },
    checks: [
      {
        expression: 'size(variables.hosts) > 0 && size(variables.foreign) == 0',
        got: `(size(variables.hosts) == 0 ? 'an HTTPRoute without hostnames, which means every hostname'
          : 'hostname ' + ${few('variables.foreign')})`,
        about: 'a hostname',
        allowed: 'hostnames of the namespace',
        allowedHere: OWN_HOSTNAMES,
      },
      {
        // One more way to attach, in newer releases of the kind; `dyn`, since others do not have the field.
        expression: `size(variables.parents) > 0 && size(variables.strangers) == 0
          && dyn(object).?spec.?useDefaultGateways.orValue('None') == 'None'`,
        got: `(size(variables.parents) == 0 ? 'an HTTPRoute without parentRefs'
          : size(variables.strangers) == 0 ? 'useDefaultGateways'
          : 'parent ' + variables.strangers[0].?kind.orValue('Gateway') + ' '
            + variables.strangers[0].?namespace.orValue(namespaceObject.metadata.name) + '/' + variables.strangers[0].?name.orValue('')
            + ', listener ' + variables.strangers[0].?sectionName.orValue('any'))`,
        about: 'a parent',
        allowed: `Gateway ${namespace}/${name}, sectionName ${listener}`,
      },
      {
        expression: 'size(variables.strange) == 0',
        got: `'backend ' + variables.strange[0][0].?kind.orValue('Service') + ' '
          + variables.strange[0][0].?namespace.orValue(namespaceObject.metadata.name) + '/' + variables.strange[0][0].?name.orValue('')`,
        about: 'a backend',
        allowed: 'Services of the namespace',
      },
      {
        expression: `variables.rules.all(rule, ${isOwnFilters('rule')}
          && rule.?backendRefs.orValue([]).all(ref, ${isOwnFilters('ref')}))`,
        got: "'a filter that sends requests elsewhere'",
        about: 'a filter that sends requests elsewhere',
        allowed: 'filters that send requests to Services of the namespace',
      },
    ],
  });
}
