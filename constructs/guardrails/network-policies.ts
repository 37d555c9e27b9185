import { changed } from './cel';
import type { GuardrailsConfig } from './config';
import { type Guard, guard } from './guard';
import { kinds } from './rules';

const NAME = "'kubernetes.io/metadata.name'";

/**
 * A tenant's own NetworkPolicies. Policies add up, so one rule with an absent `from` undoes the isolation; flows to
 * others are agreed on in the definitions and made by the platform.
 */
export function networkPolicies(config: GuardrailsConfig): Guard {
  return guard(config, {
    name: 'network-policies',
    holds: "a tenant's NetworkPolicies name their peers, all of them in its own namespace",
    where: 'tenants',
    matches: [kinds('networking.k8s.io', 'v1', ['networkpolicies'])],
    conditions: { 'new-or-changed': changed((which) => `${which}.spec`) },
    variables: {
      rules: `object.spec.?ingress.orValue([]).map(rule, rule.?from.orValue([]))
        + object.spec.?egress.orValue([]).map(rule, rule.?to.orValue([]))`,
      foreign: `variables.rules.map(peers, peers.filter(peer, has(peer.ipBlock)
        || (has(peer.namespaceSelector) && peer.namespaceSelector.?matchLabels[?${NAME}].orValue('') != namespaceObject.metadata.name)))
        .filter(peers, size(peers) > 0)`,
    },
    checks: [
      {
        expression: 'variables.rules.all(peers, size(peers) > 0)',
        got: "'a rule without ' + (object.spec.?ingress.orValue([]).exists(rule, size(rule.?from.orValue([])) == 0) ? '`from`' : '`to`') + ', which means everybody'",
        about: 'a rule without peers, which means everybody',
        allowed: 'rules that name their peers by podSelector',
      },
      {
        expression: 'size(variables.foreign) == 0',
        got: `has(variables.foreign[0][0].ipBlock) ? 'the peer ' + variables.foreign[0][0].ipBlock.cidr : 'a peer by namespaceSelector'`,
        about: 'a peer outside the namespace',
        allowed:
          'peers by podSelector, in the namespace of the policy; a flow to others is agreed on in the definitions of both',
      },
    ],
  });
}
