import { changed } from './cel';
import type { GuardrailsConfig } from './config';
import { type Guard, guard } from './guard';
import { kinds } from './rules';

/**
 * PodDisruptionBudgets. A policy does not see how many replicas there are, so `minAvailable` may mean all of them;
 * and pods that fail all the time would hold a node for ever unless they may always be evicted.
 */
export function disruptionBudgets(config: GuardrailsConfig): Guard {
  return guard(config, {
    name: 'disruption-budgets',
    holds: 'a PodDisruptionBudget lets at least one pod go at any time, and always one that does not work',
    where: 'tenants',
    matches: [kinds('policy', 'v1', ['poddisruptionbudgets'])],
    conditions: { 'new-or-changed': changed((which) => `${which}.spec`) },
    checks: [
      {
        expression: `!has(object.spec.minAvailable) && has(object.spec.maxUnavailable)
          && (type(object.spec.maxUnavailable) == int ? int(object.spec.maxUnavailable) >= 1
            : string(object.spec.maxUnavailable).matches('^0*[1-9][0-9]*%$'))`,
        got: `(has(object.spec.minAvailable) ? 'minAvailable ' + string(object.spec.minAvailable)
          : !has(object.spec.maxUnavailable) ? 'no maxUnavailable' : 'maxUnavailable ' + string(object.spec.maxUnavailable))`,
        about: 'minAvailable, or maxUnavailable of none',
        allowed: 'maxUnavailable of at least 1 or 1%, no minAvailable: a node that is drained waits for its pods',
      },
      {
        expression: "object.spec.?unhealthyPodEvictionPolicy.orValue('') == 'AlwaysAllow'",
        got: "'unhealthyPodEvictionPolicy ' + object.spec.?unhealthyPodEvictionPolicy.orValue('unset')",
        about: 'unhealthyPodEvictionPolicy',
        allowed: 'AlwaysAllow: pods that do not work must not hold up a drain',
      },
      {
        // Two budgets over one pod block its eviction; one over all pods meets every other.
        expression: `!has(object.spec.selector) || size(object.spec.selector.?matchLabels.orValue({})) > 0
          || size(object.spec.selector.?matchExpressions.orValue([])) > 0`,
        got: "'an empty selector, which means every pod'",
        about: 'an empty selector',
        allowed: 'a selector of the pods of one workload: two budgets over one pod block its eviction',
      },
    ],
  });
}
