import { listed, type Which } from './cel';
import { allowedClasses, claimClasses, claimSource } from './claim-spec';
import type { GuardrailsConfig } from './config';
import { type Guard, guard } from './guard';
import { controller, isUser, velero } from './identity';
import { kinds } from './rules';

const volume = (which: Which): string => `${which}.spec.?volumeName.orValue('')`;

/**
 * Claims on volumes. A volume is chosen by the cluster: whoever names one, or selects one by labels, can name one
 * that held another tenant's data. On updates too: a claim that waits for its first pod takes both later (measured).
 */
export function claims(config: GuardrailsConfig): Guard {
  return guard(config, {
    name: 'claims',
    holds: 'a claim gets a new volume of an allowed storage class, never a volume it names',
    where: 'tenants',
    matches: [kinds('', 'v1', ['persistentvolumeclaims'])],
    conditions: {
      // It binds the volume, and fills in the default class.
      'not-volumes-are-bound': `!(${isUser(controller('persistent-volume-binder'))})`,
    },
    variables: {
      before: `request.operation == 'UPDATE' ? [oldObject] : []`,
      classes: `${claimClasses('object')}.filter(class, !(class in ${allowedClasses(config)})
        && !variables.before.exists(claim, class in ${claimClasses('claim')}))`,
    },
    checks: [
      {
        expression: `${volume('object')} == '' || variables.before.exists(claim, ${volume('object')} == claim.spec.?volumeName.orValue(''))`,
        got: `'volumeName ' + object.spec.volumeName`,
        about: 'volumeName',
        allowed: 'no volumeName: the cluster makes a new volume',
      },
      {
        expression: 'size(variables.classes) == 0',
        got: `'storage class ' + (variables.classes[0] == '' ? 'empty' : variables.classes[0])`,
        about: 'the storage class',
        allowed: `${listed(config.storageClasses)}, or none named`,
      },
      {
        // Velero's data mover makes the volume first and lets the claim find it.
        expression: `!has(object.spec.selector) || ${isUser(velero(config))}
          || variables.before.exists(claim, has(claim.spec.selector))`,
        got: "'a selector of volumes'",
        about: 'a selector of volumes',
        allowed: 'no selector: the cluster makes a new volume',
      },
      {
        expression: `${claimSource('object')} in ['', namespaceObject.metadata.name]
          || variables.before.exists(claim, ${claimSource('object')} == ${claimSource('claim')})`,
        got: `'a source in namespace ' + ${claimSource('object')}`,
        about: 'a source in another namespace',
        allowed: 'sources in the namespace of the claim',
      },
    ],
  });
}
