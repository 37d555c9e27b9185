import { LABEL } from '../names';
import { changed, text, type Which } from './cel';
import type { GuardrailsConfig } from './config';
import { isDnsAnnotation } from './dns-annotations';
import { type Check, type Guard, guard } from './guard';
import { isPlatform } from './identity';
import { claimTemplates, podMakers, podSpec } from './pods';
import { isReservedLabel, isReservedName } from './reserved';
import { HOOK_TIMEOUTS, isSlowHook, VOLUME_EXCLUDES } from './velero';

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

/** Labels or annotations no template may carry. `key` and `map` are CEL: a key, and the map it stands in. */
interface Banned {
  /** Of the variable. */
  readonly name: string;
  readonly map: 'labels' | 'annotations';
  readonly is: (key: string, map: string) => string;
  readonly about: string;
  readonly allowed: string;
}

const BANNED: readonly Banned[] = [
  {
    name: 'labels',
    map: 'labels',
    is: (key, map) => `${isReservedLabel(key, map)} || ${key} == ${text(LABEL.outOfBackup)}`,
    about: 'a template with the label',
    allowed: `labels other than those of streha.al/, app.kubernetes.io/managed-by: streha and ${LABEL.outOfBackup}`,
  },
  {
    name: 'excludes',
    map: 'annotations',
    is: (key) => `${key} == ${text(VOLUME_EXCLUDES)}`,
    about: 'a template with the annotation',
    allowed: 'templates without it: every volume is backed up',
  },
  {
    name: 'slow',
    map: 'annotations',
    is: isSlowHook,
    about: 'a template with the hook timeout',
    allowed: HOOK_TIMEOUTS,
  },
  {
    name: 'addresses',
    map: 'annotations',
    is: (key) => isDnsAnnotation(key),
    about: 'a template with the annotation',
    allowed: 'hostnames of the definition, which the platform keeps in the DNS',
  },
];

/** CEL: the templates that carry what is banned. */
const carriers = ({ map, is }: Banned): string =>
  `variables.templates.filter(t, t.?${map}.orValue({}).exists(key, ${is('key', `t.${map}`)}))`;

function check({ name, map, is, about, allowed }: Banned): Check {
  const first = `variables.${name}[0].${map}`;
  return {
    expression: `size(variables.${name}) == 0`,
    got: `${first}.filter(key, ${is('key', first)}).map(key, ${text(`${about} `)} + key + ': ' + ${first}[key])[0]`,
    about,
    allowed,
  };
}

/**
 * What a controller copies from a template onto the objects it makes: said where a person wrote it, since a refused
 * pod shows only in the status of its ReplicaSet. Holds for the platform too, whose controllers are not the platform.
 */
export function templateMetadata(config: GuardrailsConfig): Guard {
  return guard(config, {
    name: 'templates',
    holds:
      "no template carries what the objects made from it may not: the platform's labels or names, a finalizer, a way out of the backup, a name in the DNS; no pod runs as an account of the platform",
    where: 'tenants',
    binds: 'everybody',
    matches: podMakers(['CREATE']),
    conditions: { 'new-or-changed': changed((which) => `[dyn(${podSpec(which)}), dyn(${templates(which)})]`) },
    variables: {
      templates: templates('object'),
      ...Object.fromEntries(BANNED.map((banned) => [banned.name, carriers(banned)])),
      names: `variables.templates.map(t, t.?name.orValue('')).filter(name, ${isReservedName('name')})`,
      finalizers: 'variables.templates.filter(t, size(t.?finalizers.orValue([])) > 0)',
      account: `${podSpec('object')}.?serviceAccountName.orValue('')`,
    },
    checks: [
      ...BANNED.map(check),
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
        expression: `${isPlatform(config)} || !(${isReservedName('variables.account')})`,
        got: `'pods that run as ServiceAccount ' + variables.account`,
        about: 'pods that run as a ServiceAccount of the platform',
        allowed: 'accounts whose names do not start with streha-',
        reason: 'Forbidden',
      },
    ],
  });
}
