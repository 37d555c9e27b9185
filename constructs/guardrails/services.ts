import { changed } from './cel';
import type { GuardrailsConfig } from './config';
import { type Guard, guard } from './guard';
import { kinds } from './rules';

/** Services: within the cluster, to the tenant's own pods. The way in from outside is the gateway. */
export function services(config: GuardrailsConfig): Guard {
  return guard(config, {
    name: 'services',
    holds: "a Service is of type ClusterIP, without external addresses, and selects the tenant's own pods",
    where: 'tenants',
    matches: [kinds('', 'v1', ['services'])],
    conditions: { 'new-or-changed': changed((which) => `${which}.spec`) },
    checks: [
      {
        expression: "object.spec.?type.orValue('ClusterIP') == 'ClusterIP'",
        got: "'type ' + object.spec.type",
        about: 'the type of the Service',
        allowed: 'ClusterIP; from outside a service is reached by Ingress or HTTPRoute',
      },
      {
        expression: 'size(object.spec.?externalIPs.orValue([])) == 0',
        got: `'externalIPs ' + object.spec.externalIPs[0]`,
        about: 'externalIPs',
        allowed: 'no externalIPs',
      },
      {
        expression: 'size(object.spec.?selector.orValue({})) > 0',
        got: "'a Service without selector'",
        about: 'a Service without selector',
        allowed: 'a selector of pods of the namespace',
      },
    ],
  });
}
