import type { GuardrailsConfig } from './config';
import { type Guard, guard } from './guard';
import { kinds } from './rules';

/** Tokens of ServiceAccounts that never expire. A Secret's type cannot change, so its creation is all there is to judge. */
export function secrets(config: GuardrailsConfig): Guard {
  return guard(config, {
    name: 'secrets',
    holds: 'no Secret holds a token of a ServiceAccount, which would never expire',
    where: 'tenants',
    matches: [kinds('', 'v1', ['secrets'], ['CREATE'])],
    checks: [
      {
        expression: "object.?type.orValue('') != 'kubernetes.io/service-account-token'",
        got: "'a Secret of type kubernetes.io/service-account-token'",
        about: 'a Secret of type kubernetes.io/service-account-token',
        allowed: 'tokens that expire, by TokenRequest (kubectl create token) or a projected volume',
      },
    ],
  });
}
