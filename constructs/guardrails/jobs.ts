import { changed, type Which } from './cel';
import type { GuardrailsConfig } from './config';
import { type Guard, guard } from './guard';
import { kinds } from './rules';

const OURS = 'kubernetes.io/job-controller';

/** CEL: the controller of the Job, or of the Jobs of the CronJob. */
const managedBy = (which: Which): string =>
  `(${which}.kind == 'CronJob' ? dyn(${which}).spec.jobTemplate.spec : dyn(${which}).spec).?managedBy.orValue('${OURS}')`;

/** A Job of a controller that is not there is counted, never runs and holds its pods for ever. */
export function jobs(config: GuardrailsConfig): Guard {
  return guard(config, {
    name: 'jobs',
    holds: "Jobs are run by the cluster's own controller",
    where: 'tenants',
    matches: [kinds('batch', 'v1', ['jobs', 'cronjobs'])],
    conditions: { 'new-or-changed': changed(managedBy) },
    checks: [
      {
        expression: `${managedBy('object')} == '${OURS}'`,
        got: `'managedBy ' + string(${managedBy('object')})`,
        about: 'managedBy',
        allowed: `${OURS}, or no managedBy`,
      },
    ],
  });
}
