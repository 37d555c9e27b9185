import { ANNOTATION, LABEL, MANAGED_BY, STREHA } from '../names';
import { text } from './cel';
import type { GuardrailsConfig } from './config';
import { type Guard, guard } from './guard';
import { controller, isPlatform, isUser } from './identity';
import { kinds } from './rules';

/** The labels without which no guard looks at a namespace any more. */
const KEPT: readonly (readonly [string, string])[] = [
  [LABEL.tenant, 'true'],
  [MANAGED_BY, STREHA],
];

const has = (object: string, [key, value]: readonly [string, string]): string =>
  `${object}.metadata.?labels[?${text(key)}].orValue('') == ${text(value)}`;

const isOurs = (object: string): string => KEPT.map((label) => `${has(object, label)}`).join(' || ');

/** CEL: the namespace is marked for retirement. Blanks are no mark. */
const MARKED = `oldObject.metadata.?annotations[?${text(ANNOTATION.retire)}].orValue('').trim() != ''`;

/**
 * Namespaces themselves. Bound without a selector, since that reads the labels after the change: whoever takes the
 * tenant label away would pass every guard bound by it (measured).
 */
export function namespaces(config: GuardrailsConfig): Guard {
  return guard(config, {
    name: 'namespaces',
    holds:
      'only the platform makes namespaces; nobody else changes one of its own, and nobody removes one that is not marked for retirement',
    where: 'cluster',
    binds: 'everybody',
    matches: [kinds('', 'v1', ['namespaces', 'namespaces/*'], ['CREATE', 'UPDATE', 'DELETE'])],
    variables: {
      platform: isPlatform(config),
      ours: `request.operation == 'CREATE' ? ${isOurs('object')}
        : request.operation == 'DELETE' ? ${isOurs('oldObject')}
        : ${isOurs('object')} || ${isOurs('oldObject')}`,
    },
    checks: [
      {
        // The API server itself makes kube-system and its like, again after they were deleted.
        expression: `request.operation != 'CREATE' || variables.platform || ${isUser('system:apiserver')}`,
        got: `'a namespace made by ' + request.userInfo.username`,
        about: 'a namespace made by somebody else',
        allowed: 'namespaces made by the platform',
        reason: 'Forbidden',
      },
      {
        // The namespace controller reports on a namespace that ends, and lets go of it.
        expression: `request.operation != 'UPDATE' || !variables.ours || variables.platform
          || (object.metadata.?labels == oldObject.metadata.?labels
            && object.metadata.?annotations == oldObject.metadata.?annotations
            && (request.?subResource.orValue('') != 'finalize' || ${isUser(controller('namespace-controller'))}))`,
        got: `'a change of namespace ' + object.metadata.name + ' by ' + request.userInfo.username`,
        about: 'a change of a namespace by somebody else',
        allowed: 'changes by the platform, through the definition of the tenant',
        reason: 'Forbidden',
      },
      {
        expression: `request.operation != 'UPDATE' || ${MARKED}
          || (${KEPT.map((label) => `(!(${has('oldObject', label)}) || ${has('object', label)})`).join(' && ')})`,
        got: `'namespace ' + object.metadata.name + ' without the labels that keep its guards'`,
        about: 'a namespace without the labels that keep its guards',
        allowed: `taking ${KEPT.map(([key]) => key).join(' or ')} away once the annotation ${ANNOTATION.retire} says why`,
        reason: 'Forbidden',
      },
      {
        expression: `request.operation != 'DELETE' || !variables.ours || (variables.platform && ${MARKED})`,
        got: `'deleting namespace ' + oldObject.metadata.name + ' by ' + request.userInfo.username
          + (${MARKED} ? '' : ' without the annotation ${ANNOTATION.retire}')`,
        about: 'deleting a namespace',
        allowed: `deleting by the platform, once the annotation ${ANNOTATION.retire} says why`,
        reason: 'Forbidden',
      },
    ],
  });
}
