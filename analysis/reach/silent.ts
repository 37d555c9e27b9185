import { formatRange } from '../../definition/cidr';
import type { Cluster } from './cluster';
import { type Expected, type ExpectedEnd, reasonText } from './expected';
import { judge, type Side, type Verdict } from './judge';
import type { Direction } from './policy';
import { type Ports, portsText, portsWithin } from './ports';
import type { Fault } from './prove';
import type { End, Query } from './query';
import type { Selector } from './selector';

/** What is meant to be open and is not: asked of the policies themselves, port by port. */
export function silent(cluster: Cluster, expected: Expected): readonly Fault[] {
  return expected.ports.flatMap((ports) => {
    const verdict = judge(cluster, queryOf(expected, ports));
    if (verdict.allowed && (isNamed(ports) || portsWithin([ports], verdict.ports))) return [];
    return [fault(cluster, expected, ports, verdict)];
  });
}

const isNamed = ({ name }: Ports): boolean => name !== undefined;

/** Any number will do for a port that policies know by name. */
const SOME_PORT = 9090;

function queryOf({ from, to }: Expected, ports: Ports): Query {
  const ends = { from: endOf(from), to: endOf(to), protocol: ports.protocol };
  if (ports.name === undefined) return ports.first === ports.last ? { ...ends, port: ports.first } : ends;
  return { ...ends, to: { ...ends.to, ports: { [ports.name]: SOME_PORT } } as End, port: ports.name };
}

function endOf(end: ExpectedEnd): End {
  if (end.kind === 'pods') return { namespace: end.namespace, labels: labelsOf(end.pods) };
  return { ip: formatRange(end.range).split('/')[0] ?? '' };
}

/** Labels that a selector of labels picks. */
const labelsOf = (selector: Selector): Readonly<Record<string, string>> =>
  Object.fromEntries(selector.map(({ key, values }) => [key, values[0] ?? '']));

function fault(cluster: Cluster, expected: Expected, ports: Ports, { because }: Verdict): Fault {
  const direction: Direction = because.egress.allowed && hasPolicy(expected, 'ingress') ? 'ingress' : 'egress';
  const end = direction === 'egress' ? expected.from : expected.to;
  const namespace = end.kind === 'pods' ? end.namespace : '';
  const name = expected.policies[direction];
  const there = cluster.namespaces.get(namespace)?.policies.some((policy) => policy.name === name);
  const cause = there
    ? `policy \`${name}\` of \`${namespace}\` does not open it`
    : `policy \`${name}\` is missing in \`${namespace}\`${heldBy(because[direction])}`;
  return {
    kind: 'closed',
    namespace,
    message: `${reasonText(expected.reason)}: ${portsText([ports])} is closed at the ${direction} of \`${namespace}\`: ${cause}`,
    ...(there && name !== undefined && { policy: { namespace, name } }),
    path: expected.path,
  };
}

const hasPolicy = ({ policies }: Expected, direction: Direction): boolean => policies[direction] !== undefined;

const heldBy = ({ policies: [first] }: Side): string => (first ? `, which \`${first.name}\` holds` : '');
