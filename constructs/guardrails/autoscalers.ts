import { changed } from './cel';
import type { GuardrailsConfig } from './config';
import { type Guard, guard } from './guard';
import { MIN_REPLICAS } from './replicas';
import { ROUND_THE_CLOCK } from './round-the-clock';
import { kinds } from './rules';

/** What an autoscaler may go down to. It would be refused by `replicas` at night, when nobody looks. */
export function autoscalers(config: GuardrailsConfig): Guard {
  return guard(config, {
    name: 'autoscalers',
    holds: `in 24x7 production an autoscaler keeps at least ${MIN_REPLICAS} replicas`,
    where: 'tenants',
    matches: [kinds('autoscaling', 'v2', ['horizontalpodautoscalers'])],
    conditions: { 'new-or-changed': changed((which) => `${which}.spec`) },
    checks: [
      {
        expression: `!${ROUND_THE_CLOCK} || object.spec.?minReplicas.orValue(1) >= ${MIN_REPLICAS}`,
        got: "'minReplicas ' + string(object.spec.?minReplicas.orValue(1)) + ' in 24x7 production'",
        about: 'minReplicas in 24x7 production',
        allowed: `at least ${MIN_REPLICAS}`,
      },
    ],
  });
}
