import { LABEL } from '../names';
import { text } from './cel';
import type { GuardrailsConfig } from './config';
import { type Guard, guard } from './guard';
import { anyKind, EVENTS, kinds } from './rules';
import { HOOK_TIMEOUTS, isSlowHook, VOLUME_EXCLUDES } from './velero';

const LABELS = 'labels';
const ANNOTATIONS = 'annotations';

/** CEL: a key stands in the labels or annotations of the object, and did not before. */
const added = (map: typeof LABELS | typeof ANNOTATIONS, key: string): string =>
  `(${text(key)} in object.metadata.?${map}.orValue({})
    && !(request.operation == 'UPDATE' && ${text(key)} in oldObject.metadata.?${map}.orValue({})))`;

/**
 * What takes an object or a volume out of the backup, or everybody's backup out of the night: found out when it is
 * needed. `templates` holds the same.
 */
export function backups(config: GuardrailsConfig): Guard {
  return guard(config, {
    name: 'backups',
    holds: 'nothing of a tenant is taken out of its backup, and no hook of a tenant holds up the backups of others',
    where: 'tenants',
    matches: [anyKind('*')],
    // Controllers copy the labels of a Service onto the slices they make, those of the platform included.
    leavesOut: [...EVENTS, kinds('', 'v1', ['endpoints']), kinds('discovery.k8s.io', 'v1', ['endpointslices'])],
    conditions: { 'has-metadata': 'has(object.metadata)' },
    variables: {
      before: "request.operation == 'UPDATE' ? oldObject.metadata.?annotations.orValue({}) : {}",
      slow: `object.metadata.?annotations.orValue({}).filter(key, ${isSlowHook('key', 'object.metadata.annotations')}
        && !(key in variables.before && variables.before[key] == object.metadata.annotations[key]))`,
    },
    checks: [
      {
        expression: `!${added(LABELS, LABEL.outOfBackup)}`,
        got: `'label ${LABEL.outOfBackup}: ' + object.metadata.labels[${text(LABEL.outOfBackup)}]`,
        about: `the label ${LABEL.outOfBackup}`,
        allowed: 'objects without it: everything is backed up',
      },
      {
        expression: `!${added(ANNOTATIONS, VOLUME_EXCLUDES)}`,
        got: `'annotation ${VOLUME_EXCLUDES}: ' + object.metadata.annotations[${text(VOLUME_EXCLUDES)}]`,
        about: `the annotation ${VOLUME_EXCLUDES}`,
        allowed: 'pods without it: every volume is backed up',
      },
      {
        expression: 'size(variables.slow) == 0',
        got: "'annotation ' + variables.slow[0] + ': ' + object.metadata.annotations[variables.slow[0]]",
        about: 'the timeout of a hook',
        allowed: HOOK_TIMEOUTS,
      },
    ],
  });
}
