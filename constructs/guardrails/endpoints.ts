import type { Which } from './cel';
import type { GuardrailsConfig } from './config';
import { type Guard, guard } from './guard';
import { controller, isUser } from './identity';
import { kinds } from './rules';

/** CEL: the addresses an object lists. */
const addresses = (which: Which): string =>
  `(${which}.kind == 'Endpoints' ? dyn(${which}).?subsets.orValue([]) : dyn(${which}).?endpoints.orValue([]))`;

/**
 * Where Services lead. Whoever writes addresses by hand sends the gateway, which other tenants let in, to their
 * pods.
 */
export function endpoints(config: GuardrailsConfig): Guard {
  return guard(config, {
    name: 'endpoints',
    holds: "the addresses of a Service are those of its pods, written by the cluster's own controllers",
    where: 'tenants',
    matches: [kinds('', 'v1', ['endpoints']), kinds('discovery.k8s.io', 'v1', ['endpointslices'])],
    conditions: {
      'not-endpoints-follow': `!(${isUser(
        controller('endpoint-controller'),
        controller('endpointslice-controller'),
        controller('endpointslicemirroring-controller'),
      )})`,
    },
    checks: [
      {
        expression: `size(${addresses('object')}) == 0
          || (request.operation == 'UPDATE' && ${addresses('object')} == ${addresses('oldObject')})`,
        got: `'addresses written by ' + request.userInfo.username`,
        about: 'addresses written by hand',
        allowed: 'a Service with a selector, for which the cluster writes them',
        reason: 'Forbidden',
      },
    ],
  });
}
