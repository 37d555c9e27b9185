import type { PodLabels } from '../../definition';
import { type Cluster, type Namespace, namespaceOf } from './cluster';
import { type Flow, joined } from './flows';
import { type Opening, openings, type Pods } from './openings';
import { meansNamespace } from './peers';
import { common, isEveryPort, merged, type PortSet, portsWithin } from './ports';
import { selects } from './selector';

/** Pods of a namespace: those with exactly these labels, or whichever where none are given. */
export interface SomePods {
  readonly namespace: string;
  /** @default - any pod will do */
  readonly labels?: PodLabels;
}

/** All that decides whether pods of one namespace may call pods of another. */
export interface Between {
  /** What passes; empty where nothing does. */
  readonly flows: readonly Flow[];
  /** Openings that let the calling pods out to the others. */
  readonly out: readonly Opening[];
  /** Openings that let the answering pods be called. */
  readonly into: readonly Opening[];
}

/** Asks the policies of two namespaces whether pods of one may call pods of the other on any of the ports. */
export function between(cluster: Cluster, from: SomePods, to: SomePods, ports: PortSet): Between {
  const [source, target] = [namespaceOf(cluster, from.namespace), namespaceOf(cluster, to.namespace)];
  const through = (opening: Opening, here: SomePods, other: SomePods, beyond: Namespace): boolean =>
    picks(opening.pods, here.labels) && meets(opening, beyond, other.labels);
  const fits = (opening: Opening): readonly Opening[] => {
    const fitting = merged(asked(opening.ports, ports));
    return fitting.length === 0 ? [] : [{ ...opening, ports: fitting }];
  };
  const out = openings(source, 'egress')
    .filter((one) => through(one, from, to, target))
    .flatMap(fits);
  const into = openings(target, 'ingress')
    .filter((one) => through(one, to, from, source))
    .flatMap(fits);
  return { flows: out.flatMap((gate) => into.flatMap((door) => [...joined(gate, door)])), out, into };
}

/**
 * Of the ports of a rule, those asked for. Nothing is known of the pods: a name is that name or any port, and a number
 * is no name.
 */
function asked(ports: PortSet, wanted: PortSet): PortSet {
  const [one, more] = wanted;
  if (!one || more || isEveryPort(one)) return common(ports, wanted);
  if (one.name === undefined)
    return common(
      ports.filter(({ name }) => name === undefined),
      wanted,
    );
  return common(
    ports.filter((other) => portsWithin(wanted, [other])),
    wanted,
  );
}

function picks({ selector, beside }: Pods, labels: PodLabels | undefined): boolean {
  return labels === undefined || (selects(selector, labels) && !beside.some((other) => selects(other, labels)));
}

function meets({ namespace, peer }: Opening, other: Namespace, labels: PodLabels | undefined): boolean {
  if (peer === undefined) return true;
  if (peer.kind === 'addresses') return false;
  if (labels !== undefined && !selects(peer.pods, labels)) return false;
  return meansNamespace(peer, namespace.name, other);
}
