import { formatRange } from '../../definition/cidr';
import type { Cluster } from './cluster';
import { type Expected, type ExpectedEnd, reasonText } from './expected';
import { judge, type Side, type Verdict } from './judge';
import type { Direction } from './policy';
import { type PortSet, type Ports, portsText, portsWithin } from './ports';
import type { Fault } from './prove';
import type { End, Query } from './query';
import type { Selector } from './selector';

/** What is meant to be open and is not: asked of the policies themselves, port by port. */
export function silent(cluster: Cluster, expected: Expected): readonly Fault[] {
  const closed = { egress: [] as Ports[], ingress: [] as Ports[] };
  const verdicts = expected.ports.flatMap((ports) => {
    const verdict = judge(cluster, queryOf(expected, ports));
    if (verdict.allowed && (isNamed(ports) || portsWithin([ports], verdict.ports))) return [];
    closed[sideClosed(expected, verdict)].push(ports);
    return [verdict];
  });
  return (['egress', 'ingress'] as const).flatMap((direction) => {
    const verdict = verdicts.find((one) => sideClosed(expected, one) === direction);
    return verdict ? [fault(cluster, expected, closed[direction], direction, verdict)] : [];
  });
}

/** The end that keeps it closed: the one that calls where both do, since it is asked first. */
const sideClosed = ({ policies }: Expected, { because }: Verdict): Direction =>
  because.egress.allowed && policies.ingress !== undefined ? 'ingress' : 'egress';

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

function fault(
  cluster: Cluster,
  expected: Expected,
  ports: PortSet,
  direction: Direction,
  { because }: Verdict,
): Fault {
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
    message: `${reasonText(expected.reason)}: ${portsText(ports)}${towards(expected.to)} is closed at the ${direction} of \`${namespace}\`: ${cause}`,
    ...(there && name !== undefined && { policy: { namespace, name } }),
    path: expected.path,
  };
}

const towards = (to: ExpectedEnd): string => (to.kind === 'addresses' ? ` to ${formatRange(to.range)}` : '');

const heldBy = ({ policies: [first] }: Side): string => (first ? `, which \`${first.name}\` holds` : '');
