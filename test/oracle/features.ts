import type { End, PodEnd, Query } from '../../analysis/reach/query';
import type { Case, Peer, Policy, PolicySpec, Port, Requirement, Rule, Selector } from './case';

/**
 * What a case may have that an evaluator can get wrong, each with the same case without it. A feature has decided
 * where the two get different answers: only such cases would tell an evaluator that does not know it.
 */
export const FEATURES: Readonly<Record<string, (asked: Case) => Case>> = {
  matchLabels: selectors((selector) => ({ ...selector, matchLabels: null })),
  'an empty value in matchLabels': selectors((selector) => ({
    ...selector,
    matchLabels: Object.fromEntries(Object.entries(selector.matchLabels ?? {}).filter(([, value]) => value !== '')),
  })),
  In: withoutOperator('In'),
  NotIn: withoutOperator('NotIn'),
  Exists: withoutOperator('Exists'),
  DoesNotExist: withoutOperator('DoesNotExist'),
  'selector of namespaces': peers((peer) => (peer.namespaceSelector ? { ...peer, namespaceSelector: {} } : peer)),
  'selector of pods in namespaces': peers((peer) =>
    peer.namespaceSelector ? { namespaceSelector: peer.namespaceSelector } : peer,
  ),
  'pods of the own namespace': peers((peer) =>
    peer.podSelector && !peer.namespaceSelector ? { ...peer, namespaceSelector: {} } : peer,
  ),
  'IPv4 block': peers((peer) => (peer.ipBlock && !peer.ipBlock.cidr.includes(':') ? NOBODY : peer)),
  'IPv6 block': peers((peer) => (peer.ipBlock?.cidr.includes(':') ? NOBODY : peer)),
  except: peers((peer) => (peer.ipBlock ? { ipBlock: { cidr: peer.ipBlock.cidr } } : peer)),
  'no peers, absent': peerLists((list) => (list === undefined ? [NOBODY] : list)),
  'no peers, null': peerLists((list) => (list === null ? [NOBODY] : list)),
  'no peers, empty': peerLists((list) => (list?.length === 0 ? [NOBODY] : list)),
  'no ports, absent': rules((rule) => (rule.ports === undefined ? { ...rule, ports: NOTHING } : rule)),
  'no ports, null': rules((rule) => (rule.ports === null ? { ...rule, ports: NOTHING } : rule)),
  'no ports, empty': rules((rule) => (rule.ports?.length === 0 ? { ...rule, ports: NOTHING } : rule)),
  'a rule of nothing': specs((spec) => ({
    ...spec,
    ingress: withoutNull(spec.ingress),
    egress: withoutNull(spec.egress),
  })),
  'a port of nothing': rules((rule) => ({ ...rule, ports: rule.ports?.map((port) => port ?? UNASKED) })),
  'numbered port': ports((port) => (typeof port.port === 'number' && !port.endPort ? UNASKED : port)),
  'named port': ports((port) => (typeof port.port === 'string' ? UNASKED : port)),
  'port without a number': ports((port) => (port.port === undefined || port.port === null ? UNASKED : port)),
  endPort: ports((port) => ({ ...port, endPort: null })),
  'protocol absent': ports((port) => (port.protocol === undefined ? { ...port, protocol: 'SCTP' } : port)),
  'protocol null': ports((port) => (port.protocol === null ? { ...port, protocol: 'SCTP' } : port)),
  UDP: ports((port) => (port.protocol === 'UDP' ? { ...port, protocol: 'TCP' } : port)),
  SCTP: ports((port) => (port.protocol === 'SCTP' ? { ...port, protocol: 'TCP' } : port)),
  'policyTypes absent': specs((spec) => (spec.policyTypes === undefined ? { ...spec, policyTypes: BOTH } : spec)),
  'policyTypes null': specs((spec) => (spec.policyTypes === null ? { ...spec, policyTypes: BOTH } : spec)),
  'policyTypes empty': specs((spec) => (spec.policyTypes?.length === 0 ? { ...spec, policyTypes: BOTH } : spec)),
  'policyTypes without Egress': specs((spec) => withType(spec, 'Egress')),
  'policyTypes without Ingress': specs((spec) => withType(spec, 'Ingress')),
  'several names of one port': ends((end) => (end.namespace === undefined ? end : withFirstNames(end))),
  'podSelector absent': specs((spec) => (spec.podSelector === undefined ? { ...spec, podSelector: NONE } : spec)),
  'podSelector null': specs((spec) => (spec.podSelector === null ? { ...spec, podSelector: NONE } : spec)),
  'an outside end': ends((end) => (end.namespace === undefined ? { ...end, namespace: 'a' } : end)),
  'address of a pod': ends((end) => (end.namespace === undefined ? end : withoutAddress(end))),
  'labels of a pod': ends((end) => (end.namespace === undefined ? end : { ...end, labels: {} })),
  'port asked by its name': queries((query) => (typeof query.port === 'string' ? { ...query, port: 1 } : query)),
  'no port asked': queries((query) => (query.port === undefined ? { ...query, port: 1 } : query)),
  'no protocol asked': queries((query) => ({ ...query, protocol: query.protocol ?? 'TCP' })),
  'names of a pod of unknown ports': ends((end) => (end.namespace === undefined ? end : { ports: {}, ...end })),
  'labels of a namespace': (asked) => ({
    ...asked,
    namespaces: Object.fromEntries(Object.keys(asked.namespaces).map((name) => [name, null])),
  }),
  'second policy': (asked) => ({ ...asked, policies: asked.policies.slice(0, 1) }),
};

/** An address nobody has. */
const NOBODY: Peer = { ipBlock: { cidr: '240.0.0.0/32' } };
/** A port nobody asks for. */
const UNASKED: Port = { port: 2 };
const NOTHING: readonly Port[] = [UNASKED];
const NONE: Selector = { matchLabels: { nobody: 'has' } };
const BOTH = ['Ingress', 'Egress'];

function queries(change: (query: Query) => Query): (asked: Case) => Case {
  return (asked) => ({ ...asked, queries: asked.queries.map(change) });
}

function ends(change: (end: End) => End): (asked: Case) => Case {
  return queries((query) => ({ ...query, from: change(query.from), to: change(query.to) }));
}

function withoutAddress({ namespace, labels, ports }: PodEnd): PodEnd {
  return { namespace, ...(labels && { labels }), ...(ports && { ports }) };
}

/** Each number keeps the first of its names; of those that a query asks for none is lost by it. */
function withFirstNames(end: PodEnd): PodEnd {
  const entries = Object.entries(end.ports ?? {});
  return {
    ...end,
    ports: Object.fromEntries(
      entries.filter(([, number], at) => entries.findIndex(([, other]) => other === number) === at),
    ),
  };
}

function specs(change: (spec: PolicySpec) => PolicySpec): (asked: Case) => Case {
  const changed = (policy: Policy): Policy => ({ ...policy, spec: change(policy.spec) });
  return (asked) => ({ ...asked, policies: asked.policies.map(changed) });
}

function withType(spec: PolicySpec, type: string): PolicySpec {
  return spec.policyTypes?.length ? { ...spec, policyTypes: [...new Set([...spec.policyTypes, type])] } : spec;
}

function rules(change: (rule: Rule, peers: 'from' | 'to') => Rule): (asked: Case) => Case {
  return specs(({ ingress, egress, ...spec }) => ({
    ...spec,
    // What is absent or null decides the default of policyTypes, so it stays what it is.
    ...(ingress === undefined ? {} : { ingress: ingress?.map((rule) => change(rule ?? {}, 'from')) }),
    ...(egress === undefined ? {} : { egress: egress?.map((rule) => change(rule ?? {}, 'to')) }),
  }));
}

function withoutNull(list: PolicySpec['ingress']): PolicySpec['ingress'] {
  return list?.filter((rule) => rule !== null);
}

function peerLists(change: (peers: Rule['from']) => Rule['from']): (asked: Case) => Case {
  return rules((rule, field) => ({ ...rule, [field]: change(rule[field]) }));
}

function peers(change: (peer: Peer) => Peer): (asked: Case) => Case {
  return peerLists((list) => list?.map(change));
}

function ports(change: (port: Port) => Port): (asked: Case) => Case {
  return rules((rule) => ({ ...rule, ports: rule.ports?.map((port) => change(port ?? {})) }));
}

function selectors(change: (selector: Selector) => Selector): (asked: Case) => Case {
  const changed = <T>(selector: Selector | T) => (selector ? change(selector) : selector);
  const inPeers = peers((peer) => ({
    ...peer,
    podSelector: changed(peer.podSelector),
    namespaceSelector: changed(peer.namespaceSelector),
  }));
  const inSpecs = specs((spec) => ({ ...spec, podSelector: changed(spec.podSelector) }));
  return (asked) => inSpecs(inPeers(asked));
}

function withoutOperator(operator: Requirement['operator']): (asked: Case) => Case {
  return selectors((selector) => ({
    ...selector,
    matchExpressions: selector.matchExpressions?.filter((requirement) => requirement.operator !== operator),
  }));
}
