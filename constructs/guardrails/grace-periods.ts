import type { GuardrailsConfig } from './config';
import { type Guard, guard } from './guard';
import { kinds } from './rules';
import { MAX_GRACE_PERIOD } from './scheduling';

/** A delete or an eviction may carry a grace period of its own, past what the pod's specification says. */
export function gracePeriods(config: GuardrailsConfig): Guard {
  return guard(config, {
    name: 'grace-periods',
    holds: 'nobody deletes or evicts a pod with a grace period that keeps it for ever',
    where: 'tenants',
    matches: [kinds('', 'v1', ['pods'], ['DELETE']), kinds('', 'v1', ['pods/eviction'], ['CREATE'])],
    variables: {
      seconds: `request.operation == 'DELETE' ? int(request.options.?gracePeriodSeconds.orValue(0))
        : int(dyn(object).?deleteOptions.?gracePeriodSeconds.orValue(0))`,
    },
    checks: [
      {
        expression: `variables.seconds <= ${MAX_GRACE_PERIOD}`,
        got: "'a grace period of ' + string(variables.seconds) + ' seconds'",
        about: 'a grace period',
        allowed: `at most ${MAX_GRACE_PERIOD} seconds: a node that is drained waits for its pods`,
      },
    ],
  });
}
