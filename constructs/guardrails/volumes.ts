import { changed, listed, type Which } from './cel';
import { allowedClasses, claimClasses, claimSource } from './claim-spec';
import type { GuardrailsConfig } from './config';
import { type Guard, guard } from './guard';
import { claimTemplates, podMakers, podSpec } from './pods';

/** CEL: templates of claims, of pods and of StatefulSets. */
const templates = (which: Which): string =>
  `${claimTemplates(which)} + ${podSpec(which)}.?volumes.orValue([]).filter(volume, has(volume.ephemeral))
    .map(volume, volume.ephemeral.volumeClaimTemplate)`;

/** Volumes of pods, and the templates claims are made from: what `claims` would refuse a controller later. */
export function volumes(config: GuardrailsConfig): Guard {
  return guard(config, {
    name: 'volumes',
    holds: 'pods mount no storage driver directly, and claims made from templates are those a tenant may make',
    where: 'tenants',
    matches: podMakers(['CREATE']),
    conditions: {
      'new-or-changed': changed((which) => `[dyn(${podSpec(which)}), dyn(${claimTemplates(which)})]`),
    },
    variables: {
      csi: `${podSpec('object')}.?volumes.orValue([]).filter(volume, has(volume.csi))`,
      templates: templates('object'),
      bound: `variables.templates.filter(claim, claim.spec.?volumeName.orValue('') != '' || has(claim.spec.selector)
        || !(${claimSource('claim')} in ['', namespaceObject.metadata.name]))`,
      classes: `variables.templates.filter(claim, ${claimClasses('claim')}.exists(class, !(class in ${allowedClasses(config)})))
        .map(claim, string(${claimClasses('claim')}[0]))`,
    },
    checks: [
      {
        expression: 'size(variables.csi) == 0',
        got: `'an inline volume of driver ' + string(variables.csi[0].csi.driver)`,
        about: 'an inline volume of a storage driver',
        allowed:
          'configMap, downwardAPI, emptyDir, ephemeral, image, persistentVolumeClaim, projected and secret volumes',
      },
      {
        expression: 'size(variables.bound) == 0',
        got: "'a template of claims on volumes that are there'",
        about: 'a template of claims on volumes that are there',
        allowed: 'no volumeName, selector or source in another namespace: the cluster makes a new volume',
      },
      {
        expression: 'size(variables.classes) == 0',
        got: `'a template of claims of storage class ' + (variables.classes[0] == '' ? 'empty' : variables.classes[0])`,
        about: 'the storage class of a template of claims',
        allowed: `${listed(config.storageClasses)}, or none named`,
      },
    ],
  });
}
