import { changed } from './cel';
import type { GuardrailsConfig } from './config';
import { type Guard, guard } from './guard';
import { controller, isUser } from './identity';
import { ROUND_THE_CLOCK } from './round-the-clock';
import { kinds } from './rules';

/** One more than may fail. */
export const MIN_REPLICAS = 2;

/** Replicas of 24x7 production, whoever sets them: a file, `kubectl scale` or an autoscaler. */
export function replicas(config: GuardrailsConfig): Guard {
  return guard(config, {
    name: 'replicas',
    holds: `24x7 production runs at least ${MIN_REPLICAS} replicas, by scaling too`,
    where: 'tenants',
    matches: [
      kinds('apps', 'v1', [
        'deployments',
        'deployments/scale',
        'replicasets',
        'replicasets/scale',
        'statefulsets',
        'statefulsets/scale',
      ]),
      kinds('', 'v1', ['replicationcontrollers', 'replicationcontrollers/scale']),
    ],
    conditions: {
      // A rollout passes through ReplicaSets of every size.
      'not-a-rollout': `!(${isUser(controller('deployment-controller'))})`,
      'new-or-changed': changed((which) => `dyn(${which}).spec.?replicas.orValue(0)`),
    },
    checks: [
      {
        expression: `!${ROUND_THE_CLOCK} || dyn(object).spec.?replicas.orValue(0) >= ${MIN_REPLICAS}`,
        got: "string(dyn(object).spec.?replicas.orValue(0)) + ' replicas in 24x7 production'",
        about: 'the number of replicas in 24x7 production',
        allowed: `at least ${MIN_REPLICAS}`,
      },
    ],
  });
}
