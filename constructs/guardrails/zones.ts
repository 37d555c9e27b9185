import { changed, list } from './cel';
import type { GuardrailsConfig } from './config';
import { type Guard, guard } from './guard';
import { podSpec } from './pods';
import { ROUND_THE_CLOCK } from './round-the-clock';
import { kinds } from './rules';
import { NODE_GONE } from './scheduling';

const ZONE = 'topology.kubernetes.io/zone';

/** Labels of a node that say in which zone it stands. */
const ZONES = [ZONE, 'failure-domain.beta.kubernetes.io/zone'];

/** Labels of a node that tie a pod to one place. */
const PLACES = [...ZONES, 'kubernetes.io/hostname'];

/** Seconds a pod may stay on a node that is gone: Kubernetes' own default. */
const MAX_WAIT = 300;

/**
 * Spread over zones, and back when a zone is gone. A hard constraint counts dead nodes unless told to honour their
 * taints, and then leaves the replacement pending (measured); a soft one recovers by itself.
 */
export function zones(config: GuardrailsConfig): Guard {
  return guard(config, {
    name: 'zones',
    holds: '24x7 production is spread over zones, in a way that brings its pods back when a zone is gone',
    where: 'tenants',
    matches: [kinds('apps', 'v1', ['deployments', 'statefulsets'])],
    conditions: {
      'new-or-changed': changed((which) => `[dyn(${podSpec(which)}), dyn(${which}.spec.template.?metadata.?labels)]`),
    },
    variables: {
      pod: podSpec('object'),
      spreads: 'variables.pod.?topologySpreadConstraints.orValue([])',
      labels: 'object.spec.template.metadata.?labels.orValue({})',
      own: 'object.spec.selector.?matchLabels.orValue({})',
      // Selects the pods of this workload and no others: more would balance the sum of several.
      good: `variables.spreads.filter(s, s.topologyKey == '${ZONE}' && s.maxSkew == 1
        && size(s.?labelSelector.?matchLabels.orValue({})) > 0 && size(s.?labelSelector.?matchExpressions.orValue([])) == 0
        && s.labelSelector.matchLabels.all(key, key in variables.labels && variables.labels[key] == s.labelSelector.matchLabels[key])
        && variables.own.all(key, key in s.labelSelector.matchLabels))`,
      stuck: `variables.spreads.filter(s, s.whenUnsatisfiable == 'DoNotSchedule'
        && (s.?nodeTaintsPolicy.orValue('Ignore') != 'Honor' || s.?minDomains.orValue(1) > 1))`,
      affinity: 'variables.pod.?affinity.orValue({})', // not an optional: kept in a variable it reads as absent (measured)
      terms: `(variables.affinity.?podAffinity.?requiredDuringSchedulingIgnoredDuringExecution.orValue([])
        + variables.affinity.?podAntiAffinity.?requiredDuringSchedulingIgnoredDuringExecution.orValue([]))
        .filter(term, term.topologyKey in ${list(ZONES)})`,
      nodes: `variables.affinity.?nodeAffinity.?requiredDuringSchedulingIgnoredDuringExecution.?nodeSelectorTerms.orValue([])
        .filter(term, term.?matchExpressions.orValue([]).exists(e, e.key in ${list(PLACES)} && e.operator == 'In' && size(e.values) < 2)
          || term.?matchFields.orValue([]).exists(e, e.operator == 'In'))`,
      places: `variables.pod.?nodeSelector.orValue({}).filter(key, key in ${list(PLACES)})`,
      staying: `variables.pod.?tolerations.orValue([]).filter(t, t.?key.orValue('') in ${list(NODE_GONE)}
        && t.?effect.orValue('') in ['', 'NoExecute'] && (!has(t.tolerationSeconds) || t.tolerationSeconds > ${MAX_WAIT}))`,
    },
    checks: [
      {
        expression: `!${ROUND_THE_CLOCK} || size(variables.good) > 0`,
        got: `(size(variables.spreads) == 0 ? 'no topologySpreadConstraints'
          : 'topologySpreadConstraints that do not spread these pods over ${ZONE}')`,
        about: 'no spread over zones in 24x7 production',
        allowed: `a constraint on ${ZONE} with maxSkew 1 whose labelSelector.matchLabels are the labels the workload selects its pods by`,
      },
      {
        expression: `!${ROUND_THE_CLOCK} || size(variables.stuck) == 0`,
        got: `'DoNotSchedule on ' + string(variables.stuck[0].topologyKey)
          + (variables.stuck[0].?nodeTaintsPolicy.orValue('Ignore') != 'Honor' ? ' without nodeTaintsPolicy Honor' : ' with minDomains')`,
        about: 'DoNotSchedule',
        allowed:
          'ScheduleAnyway, or DoNotSchedule with nodeTaintsPolicy Honor and no minDomains: else no pod comes back when a zone is gone',
      },
      {
        expression: `!${ROUND_THE_CLOCK} || (size(variables.terms) == 0 && size(variables.nodes) == 0 && size(variables.places) == 0)`,
        got: `(size(variables.terms) > 0 ? 'required affinity by zone'
          : size(variables.nodes) > 0 ? 'required affinity to one place' : 'nodeSelector ' + string(variables.places[0]))`,
        about: 'pods tied to a place in 24x7 production',
        allowed: 'pods that may run in every zone',
      },
      {
        expression: `!${ROUND_THE_CLOCK} || size(variables.staying) == 0`,
        got: `'toleration of ' + variables.staying[0].key + ' for '
          + (has(variables.staying[0].tolerationSeconds) ? string(variables.staying[0].tolerationSeconds) + ' seconds' : 'ever')`,
        about: 'a toleration of nodes that are gone',
        allowed: `tolerationSeconds of 0 to ${MAX_WAIT}: pods stay that long in a zone that is gone`,
      },
    ],
  });
}
