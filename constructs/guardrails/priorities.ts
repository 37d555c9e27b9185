import { PRODUCTION } from '../../definition/fleet';
import { LABEL } from '../names';
import { changed, list, namespaceLabel, type Which } from './cel';
import type { GuardrailsConfig } from './config';
import { type Guard, guard } from './guard';
import { controller, isUser } from './identity';
import { podMakers, podSpec } from './pods';

/** The continuity class whose production must be scheduled before all others. */
const VITAL = 'vital';

/** CEL: the class the pods name. */
const named = (which: Which): string => `${podSpec(which)}.?priorityClassName.orValue('')`;

/** Who is scheduled first, and who is pushed out: by the class the platform gave the system, not by choice. */
export function priorities(config: GuardrailsConfig): Guard {
  return guard(config, {
    name: 'priorities',
    holds:
      'a pod names the PriorityClass of its namespace or none; in production of class vital every workload names it',
    where: 'tenants',
    matches: podMakers(['CREATE']),
    conditions: { 'new-or-changed': changed(podSpec) },
    variables: {
      continuity: namespaceLabel(LABEL.continuity),
      own: `variables.continuity in ${list(config.continuityClasses)} ? 'streha-' + variables.continuity : ''`,
      named: named('object'),
      // What a controller makes follows from what a person wrote, which was judged when it was written.
      written: `object.kind != 'Pod'
        && !(${isUser(controller('deployment-controller'), controller('cronjob-controller'))})`,
    },
    checks: [
      {
        expression: `variables.named in ['', variables.own]
          || (request.operation == 'UPDATE' && variables.named == ${named('oldObject')})`,
        got: `'priorityClassName ' + variables.named`,
        about: 'the priorityClassName',
        allowed: 'none, or that of the continuity class of the namespace',
        allowedHere: "'none' + (variables.own == '' ? '' : ' or ' + variables.own)",
      },
      {
        expression: `variables.continuity != '${VITAL}' || ${namespaceLabel(LABEL.environment)} != '${PRODUCTION}'
          || !variables.written || variables.named == variables.own`,
        got: `'a template without priorityClassName'`,
        about: 'a template without priorityClassName in vital production',
        allowed: 'the PriorityClass of the namespace: when there is no room for all, these pods run first',
        allowedHere: "variables.own + ' in vital production: when there is no room for all, these pods run first'",
      },
    ],
  });
}
