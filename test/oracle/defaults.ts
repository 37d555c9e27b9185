import type { Case, PolicySpec, Port, Rule } from './case';

/** The same case with what an API server fills in, and without what it drops. */
export const withDefaults = (asked: Case): Case => ({
  ...asked,
  policies: asked.policies.map((policy) => ({ ...policy, spec: specOf(policy.spec) })),
});

function specOf({ podSelector, policyTypes, ingress, egress }: PolicySpec): PolicySpec {
  const types = egress?.length ? ['Ingress', 'Egress'] : ['Ingress'];
  return {
    podSelector: podSelector ?? {},
    policyTypes: policyTypes?.length ? policyTypes : types,
    ...(ingress && { ingress: ingress.map(ruleOf) }),
    ...(egress && { egress: egress.map(ruleOf) }),
  };
}

function ruleOf(rule: Rule | null): Rule {
  const { from, to, ports } = rule ?? {};
  return {
    ...(from?.length && { from }),
    ...(to?.length && { to }),
    ...(ports?.length && { ports: ports.map(portOf) }),
  };
}

function portOf(given: Port | null): Port {
  const { port, endPort, protocol } = given ?? {};
  return {
    protocol: protocol ?? 'TCP',
    ...(typeof port === 'string' || typeof port === 'number' ? { port } : {}),
    ...(typeof endPort === 'number' && { endPort }),
  };
}
