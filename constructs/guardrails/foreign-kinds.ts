import { changed } from './cel';
import type { GuardrailsConfig } from './config';
import { type Guard, guard } from './guard';
import { kinds } from './rules';

/**
 * Kinds of others that open a network or claim a hostname past every other guard. The roles of tenants leave them
 * out; this holds when one day a chart brings a role that does not.
 */
const FOREIGN: Readonly<Record<string, readonly string[]>> = {
  // Cilium and Calico: policies of their own, which add up with Kubernetes' or come first. Not what their agents write.
  'cilium.io': ['ciliumnetworkpolicies', 'ciliumlocalredirectpolicies', 'ciliumenvoyconfigs'],
  'crd.projectcalico.org': ['networkpolicies', 'networksets'],
  'externaldns.k8s.io': ['dnsendpoints'],
  'gateway.networking.k8s.io': ['*'],
  'gateway.networking.x-k8s.io': ['*'],
  // A second network card knows no NetworkPolicy.
  'k8s.cni.cncf.io': ['network-attachment-definitions'],
  'networking.istio.io': ['*'],
  'projectcalico.org': ['networkpolicies', 'networksets'],
  'traefik.io': ['ingressroutes', 'ingressroutetcps', 'ingressrouteudps', 'traefikservices'],
  'velero.io': ['*'],
};

/** Kinds that go past the other guards. */
export function foreignKinds(config: GuardrailsConfig): Guard {
  return guard(config, {
    name: 'foreign-kinds',
    holds: 'nobody but the platform makes kinds that open the network or claim hostnames past these guards',
    where: 'tenants',
    matches: Object.entries(FOREIGN).map(([group, resources]) => kinds(group, '*', resources)),
    leavesOut: [kinds('gateway.networking.k8s.io', '*', ['httproutes'])],
    conditions: { 'new-or-changed': changed((which) => `${which}.?spec`) },
    checks: [
      {
        expression: 'false',
        got: "'kind ' + request.kind.kind + ' of ' + request.kind.group",
        about: 'a kind',
        allowed: 'HTTPRoute, Ingress and NetworkPolicy',
        reason: 'Forbidden',
      },
    ],
  });
}
