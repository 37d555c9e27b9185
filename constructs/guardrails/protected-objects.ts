import { ANNOTATION, LABEL } from '../names';
import { namespaceAnnotation } from './cel';
import { NAMESPACE_ENDS } from './cluster-accounts';
import type { GuardrailsConfig } from './config';
import { type Guard, guard } from './guard';
import { anyKind } from './rules';

/**
 * What holds a tenant in: isolation, quota, limits, its default account and its admins. A plain destroy takes these
 * away first and only then fails on the namespace, leaving the tenant running, open and unlimited (measured); so not
 * even the platform deletes them before the namespace is marked. Bound everywhere: without its tenant label a
 * namespace keeps what protects it.
 */
export function protectedObjects(config: GuardrailsConfig): Guard {
  return guard(config, {
    name: 'protected-objects',
    holds: 'nobody, the platform included, deletes the isolation of a namespace that is not marked for retirement',
    where: 'all',
    binds: 'everybody',
    matches: [anyKind('*/*', ['UPDATE', 'DELETE'])],
    labelled: { [LABEL.protected]: 'true' },
    // Of a namespace that is none of ours, whose deletion nobody refused, nothing must stay for ever.
    conditions: {
      'not-namespace-ends': `!(${NAMESPACE_ENDS})`,
    },
    variables: { retired: `${namespaceAnnotation(ANNOTATION.retire)}.trim() != ''` },
    checks: [
      {
        expression: `request.operation != 'DELETE' || variables.retired`,
        got: `'deleting ' + request.resource.resource + ' ' + oldObject.metadata.name`,
        about: 'deleting what holds a tenant in',
        allowed: `deleting once the annotation ${ANNOTATION.retire} of its namespace says why`,
        reason: 'Forbidden',
      },
      {
        // Without this two steps undo it: off with the label, then off with the object.
        expression: `request.operation != 'UPDATE' || variables.retired
          || oldObject.metadata.?labels['${LABEL.protected}'].orValue('') != 'true'
          || object.metadata.?labels['${LABEL.protected}'].orValue('') == 'true'`,
        got: `request.resource.resource + ' ' + object.metadata.name + ' without the label ${LABEL.protected}'`,
        about: `taking the label ${LABEL.protected} away`,
        allowed: `taking it away once the annotation ${ANNOTATION.retire} of its namespace says why`,
        reason: 'Forbidden',
      },
    ],
  });
}
