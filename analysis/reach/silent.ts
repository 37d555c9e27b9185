import { contains, formatRange, overlaps } from '../../definition/cidr';
import { type Cluster, type Namespace, namespaceOf } from './cluster';
import { type Expected, type ExpectedEnd, reasonText } from './expected';
import { type Opening, openings } from './openings';
import { meansNamespace } from './peers';
import type { Direction } from './policy';
import { type PortSet, portsText, portsWithin } from './ports';
import type { Fault } from './prove';
import { both, possible, type Selector, within } from './selector';

/**
 * What is meant to be open and is not, for whichever pod it is meant for: at either end one opening must let all of
 * it pass, every pod, every address and every port. A policy that leaves out some pods is a fault even where others
 * still pass.
 */
export function silent(cluster: Cluster, expected: Expected): readonly Fault[] {
  return (['egress', 'ingress'] as const).flatMap((direction) => {
    const [here, there] = direction === 'egress' ? [expected.from, expected.to] : [expected.to, expected.from];
    if (here.kind === 'addresses') return []; // no policy holds it
    const namespace = namespaceOf(cluster, here.namespace);
    const other = there.kind === 'pods' ? namespaceOf(cluster, there.namespace) : undefined;
    const around = openings(namespace, direction).filter((one) => opens(one, here.pods, there, other));
    const closed = expected.ports.filter((ports) => !around.some((one) => portsWithin([ports], one.ports)));
    return closed.length === 0 ? [] : [fault(namespace, expected, closed, direction)];
  });
}

/** Whether an opening is for all of these pods and all of the other end. */
function opens(opening: Opening, pods: Selector, there: ExpectedEnd, other: Namespace | undefined): boolean {
  const { selector, beside } = opening.pods;
  if (!within(pods, selector) || beside.some((held) => possible(both(pods, held)))) return false;
  return opening.peer === undefined || isWhole(opening, there, other);
}

function isWhole({ namespace, peer }: Opening, there: ExpectedEnd, other: Namespace | undefined): boolean {
  if (peer?.kind === 'addresses') {
    if (there.kind !== 'addresses') return false;
    const { range, except } = peer.addresses;
    return contains(range, there.range) && !except.some((hole) => overlaps(hole, there.range));
  }
  if (!peer || there.kind !== 'pods' || !other) return false;
  return meansNamespace(peer, namespace.name, other) && within(there.pods, peer.pods);
}

function fault(
  { name: namespace, policies }: Namespace,
  expected: Expected,
  ports: PortSet,
  direction: Direction,
): Fault {
  const name = expected.policies[direction];
  const there = policies.some((policy) => policy.name === name);
  const cause =
    name === undefined
      ? 'its policies hold it'
      : `policy \`${name}\` ${there ? 'does not open all of it' : 'is missing'}`;
  return {
    kind: 'closed',
    namespace,
    message: `${reasonText(expected.reason)}: ${portsText(ports)}${towards(expected.to)} is closed at the ${direction} of \`${namespace}\`: ${cause}`,
    ...(there && name !== undefined && { policy: { namespace, name } }),
    path: expected.path,
  };
}

const towards = (to: ExpectedEnd): string => (to.kind === 'addresses' ? ` to ${formatRange(to.range)}` : '');
