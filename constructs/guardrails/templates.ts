import { LABEL } from '../names';
import { changed, text, type Which } from './cel';
import type { GuardrailsConfig } from './config';
import { type Guard, guard } from './guard';
import { isPlatform } from './identity';
import { claimTemplates, podMakers, podSpec } from './pods';
import { isReservedLabel, isReservedName } from './reserved';

/** Annotation by which Velero leaves volumes of a pod out. */
export const VOLUME_EXCLUDES = 'backup.velero.io/backup-volumes-excludes';

/** CEL: the metadata of every template in an object: of pods, of the Jobs of a CronJob, of claims. */
function templates(which: Which): string {
  const o = `dyn(${which})`;
  return `(${which}.kind == 'Pod' ? [] : ${which}.kind == 'PodTemplate' ? [${o}.template.?metadata.orValue({})]
      : ${which}.kind == 'CronJob' ? [${o}.spec.jobTemplate.?metadata.orValue({}), ${o}.spec.jobTemplate.spec.template.?metadata.orValue({})]
      : [${o}.spec.template.?metadata.orValue({})])
    + ${claimTemplates(which)}.map(claim, claim.metadata)
    + ${podSpec(which)}.?volumes.orValue([]).filter(volume, has(volume.ephemeral))
        .map(volume, volume.ephemeral.volumeClaimTemplate.?metadata.orValue({}))`;
}

/**
 * What a controller copies from a template onto the objects it makes: said where a person wrote it, since a refused
 * pod shows only in the status of its ReplicaSet. Holds for the platform too, whose controllers are not the platform.
 */
export function templateMetadata(config: GuardrailsConfig): Guard {
  return guard(config, {
    name: 'templates',
    holds:
      "no template carries the platform's labels or names, a finalizer, or anything that keeps what is made from it out of the backup; no pod runs as an account of the platform",
    where: 'tenants',
    binds: 'everybody',
    matches: podMakers(['CREATE']),
    conditions: { 'new-or-changed': changed((which) => `[dyn(${podSpec(which)}), dyn(${templates(which)})]`) },
    variables: {
      templates: templates('object'),
      labels: `variables.templates.filter(t, t.?labels.orValue({}).exists(key, ${isReservedLabel('key', 't.labels')}
        || key == ${text(LABEL.outOfBackup)}))`,
      names: `variables.templates.map(t, t.?name.orValue('')).filter(name, ${isReservedName('name')})`,
      finalizers: 'variables.templates.filter(t, size(t.?finalizers.orValue([])) > 0)',
      excludes: `variables.templates.filter(t, ${text(VOLUME_EXCLUDES)} in t.?annotations.orValue({}))`,
      account: `${podSpec('object')}.?serviceAccountName.orValue('')`,
    },
    checks: [
      {
        expression: 'size(variables.labels) == 0',
        got: `'a template with the label ' + variables.labels[0].labels.filter(key, ${isReservedLabel('key', 'variables.labels[0].labels')} || key == ${text(LABEL.outOfBackup)})[0]`,
        about: 'a template with a label of the platform or of the backup',
        allowed: `labels other than those of streha.al/, app.kubernetes.io/managed-by: streha and ${LABEL.outOfBackup}`,
      },
      {
        expression: 'size(variables.names) == 0',
        got: `'a template named ' + variables.names[0]`,
        about: 'a template with a name of the platform',
        allowed: 'names that do not start with streha-',
      },
      {
        expression: 'size(variables.finalizers) == 0',
        got: `'a template with the finalizer ' + string(variables.finalizers[0].finalizers[0])`,
        about: 'a template with a finalizer',
        allowed: 'templates without finalizers',
      },
      {
        expression: 'size(variables.excludes) == 0',
        got: `'a template with the annotation ${VOLUME_EXCLUDES}'`,
        about: `a template with the annotation ${VOLUME_EXCLUDES}`,
        allowed: 'templates without it: every volume is backed up',
      },
      {
        expression: `${isPlatform(config)} || !(${isReservedName('variables.account')})`,
        got: `'pods that run as ServiceAccount ' + variables.account`,
        about: 'pods that run as a ServiceAccount of the platform',
        allowed: 'accounts whose names do not start with streha-',
        reason: 'Forbidden',
      },
    ],
  });
}
