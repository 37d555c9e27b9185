import type { Range } from '../../definition/cidr';
import { addressOf, holds } from './addresses';
import { type Cluster, type Namespace, namespaceOf } from './cluster';
import { meansNamespace } from './peers';
import type { Direction, Peer, Policy, Rule } from './policy';
import { common, EVERY_PORT, merged, type PortNames, type PortSet, resolved } from './ports';
import type { End, Query } from './query';
import { selects } from './selector';

/** Whether a connection may be opened, and what decides it at either end. */
export interface Verdict {
  readonly allowed: boolean;
  /** Ports that pass: the one asked for, or all where none was. Empty where nothing passes. */
  readonly ports: PortSet;
  readonly because: { readonly egress: Side; readonly ingress: Side };
}

/** What one end says. */
export interface Side {
  readonly allowed: boolean;
  /**
   * `rule`: rules of policies let it pass; `closed`: policies hold the pod and none lets it pass; `open`: no policy
   * holds the pod in this direction; `outside`: this end is no pod.
   */
  readonly reason: 'rule' | 'closed' | 'open' | 'outside';
  /** The rules that let it pass, or the policies that hold the pod where none does. Sorted by policy and rule. */
  readonly policies: readonly PolicyRule[];
}

/** A rule of a policy, or the policy as a whole. */
export interface PolicyRule {
  readonly namespace: string;
  readonly name: string;
  /** Place of the rule, from 0. */
  readonly rule?: number;
}

/** A query that nobody can answer. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
}

/**
 * May one end open a connection to the other? Exactly as NetworkPolicy specifies: policies add up, a pod that none
 * holds is open, and both ends must agree.
 *
 * @throws QueryError where an address or a port is none
 */
export function judge(cluster: Cluster, query: Query): Verdict {
  const from = placed(cluster, query.from, 'from');
  const to = placed(cluster, query.to, 'to');
  const asked = askedFor(query);
  const passes = (ports: PortSet) => common(asked, known(ports, query));
  const egress = sideOf(from, to, 'egress', passes);
  const ingress = sideOf(to, from, 'ingress', passes);
  const ports = merged(common(egress.ports, ingress.ports));
  return {
    allowed: ports.length > 0,
    ports,
    because: { egress: egress.side, ingress: ingress.side },
  };
}

/** An end with all that decides about it. */
interface Placed {
  /** Absent of an address outside. */
  readonly namespace?: Namespace;
  readonly labels: Readonly<Record<string, string>>;
  readonly address?: Range;
}

function placed(cluster: Cluster, end: End, which: 'from' | 'to'): Placed {
  const address = end.ip === undefined ? undefined : addressOf(end.ip);
  if (end.ip !== undefined && !address) throw new QueryError(`\`${which}.ip\`: \`${end.ip}\` is not an address`);
  const known = { ...(address && { address }) };
  if (end.namespace === undefined) return { ...known, labels: {} };
  return {
    ...known,
    namespace: namespaceOf(cluster, end.namespace),
    labels: end.labels ?? {},
  };
}

/** The ports asked for; every one where none is. */
function askedFor({ port, protocol, to }: Query): PortSet {
  if (port === undefined) return EVERY_PORT.filter((one) => protocol === undefined || one.protocol === protocol);
  return [{ protocol: protocol ?? 'TCP', ...numberOf(port, to) }];
}

/**
 * The ports of a rule as the pod at the receiving end has them. A name it does not declare is no port of it; only
 * where nothing is known of its ports and none is asked for, a name stands for whichever port may bear it.
 */
function known(ports: PortSet, { to, port }: Query): PortSet {
  const names = to.namespace === undefined ? {} : to.ports;
  const numbers = resolved(ports, names ?? {});
  return names === undefined && port === undefined ? numbers : numbers.filter(({ name }) => name === undefined);
}

function numberOf(port: number | string, to: End): { readonly first: number; readonly last: number } {
  const names: PortNames = (to.namespace !== undefined && to.ports) || {};
  const number = typeof port === 'number' ? port : Object.hasOwn(names, port) ? names[port] : undefined;
  if (number === undefined)
    throw new QueryError(`\`port\`: \`to.ports\` declares no \`${port}\`; give its number there, or ask by number`);
  if (!Number.isInteger(number) || number < 1 || number > 65_535)
    throw new QueryError(`\`port\`: \`${number}\` is no port; allowed: 1 to 65535`);
  return { first: number, last: number };
}

/** What the policies of one end say of the other, and the ports they let pass. */
function sideOf(
  here: Placed,
  there: Placed,
  direction: Direction,
  passes: (ports: PortSet) => PortSet,
): { readonly side: Side; readonly ports: PortSet } {
  if (!here.namespace) return { side: { allowed: true, reason: 'outside', policies: [] }, ports: passes(EVERY_PORT) };
  const holding = here.namespace.policies.filter(
    (policy) => policy[direction] !== undefined && selects(policy.pods, here.labels),
  );
  if (holding.length === 0) return { side: { allowed: true, reason: 'open', policies: [] }, ports: passes(EVERY_PORT) };
  const passing = holding.flatMap((policy) =>
    (policy[direction] ?? [])
      .filter((rule) => meets(rule, policy, there))
      .map((rule) => ({ policy, rule, ports: passes(rule.ports) }))
      .filter(({ ports }) => ports.length > 0),
  );
  const allowed = passing.length > 0;
  return {
    side: {
      allowed,
      reason: allowed ? 'rule' : 'closed',
      policies: allowed
        ? passing.map(({ policy, rule }) => ruleOf(policy, rule))
        : holding.map((policy) => ruleOf(policy)),
    },
    ports: passing.flatMap(({ ports }) => ports),
  };
}

/** A policy, or a rule of it, by its names. */
export const ruleOf = ({ namespace, name }: Policy, rule?: Rule): PolicyRule => ({
  namespace,
  name,
  ...(rule && { rule: rule.index }),
});

const meets = (rule: Rule, policy: Policy, there: Placed): boolean =>
  rule.peers === undefined || rule.peers.some((peer) => matches(peer, policy, there));

function matches(peer: Peer, policy: Policy, { namespace, labels, address }: Placed): boolean {
  if (peer.kind === 'addresses') return address !== undefined && holds(peer.addresses, address);
  if (!namespace) return false;
  return meansNamespace(peer, policy.namespace, namespace) && selects(peer.pods, labels);
}
