import type { GuardrailsConfig } from './config';
import { type Guard, guard } from './guard';
import { anyKind, EVENTS } from './rules';

/** CEL: an annotation that external-dns reads. */
export const isDnsAnnotation = (key: string): string => `${key}.contains('external-dns')`;

/** Names in the DNS by annotation, which external-dns reads off Services, Ingresses, routes and pods alike. */
export function dnsAnnotations(config: GuardrailsConfig): Guard {
  return guard(config, {
    name: 'dns-annotations',
    holds: 'nothing of a tenant makes a name in the DNS by an annotation of external-dns',
    where: 'tenants',
    matches: [anyKind('*')],
    leavesOut: EVENTS,
    conditions: {
      annotated: `has(object.metadata) && object.metadata.?annotations.orValue({}).exists(key, ${isDnsAnnotation('key')})`,
    },
    variables: {
      before: "request.operation == 'UPDATE' ? oldObject.metadata.?annotations.orValue({}) : {}",
      annotations: `object.metadata.annotations.filter(key, ${isDnsAnnotation('key')}
        && !(key in variables.before && variables.before[key] == object.metadata.annotations[key]))`,
    },
    checks: [
      {
        expression: 'size(variables.annotations) == 0',
        got: `'annotation ' + variables.annotations[0]`,
        about: 'an annotation of external-dns',
        allowed: 'hostnames of the definition, which the platform keeps in the DNS',
      },
    ],
  });
}
