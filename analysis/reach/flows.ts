import { type Addresses, ANYWHERE } from './addresses';
import { type Cluster, type Namespace, namespaceOf } from './cluster';
import type { PolicyRule } from './judge';
import { allOpenings, commonPods, type Opening, openings, type Pods } from './openings';
import { Namespaces } from './peers';
import { common, type PortSet } from './ports';
import { EVERYTHING, type Selector } from './selector';

/** Who can open a connection to whom, and the rules that let them. */
export interface Flow {
  readonly from: FlowEnd;
  readonly to: FlowEnd;
  readonly ports: PortSet;
  /** Rule that lets it out; absent where no policy holds the pods that call, or they are none. */
  readonly egress?: PolicyRule;
  /** Rule that lets it in; absent where no policy holds the pods that answer, or they are none. */
  readonly ingress?: PolicyRule;
}

/** One end of a flow. */
export type FlowEnd =
  | { readonly kind: 'pods'; readonly namespace: Namespace; readonly pods: Pods }
  /** The pods of every namespace that no policy holds in that direction: see {@link openNamespaces}. */
  | { readonly kind: 'open'; readonly pods: Selector }
  | { readonly kind: 'addresses'; readonly addresses: Addresses };

/** Namespaces some of whose pods no policy holds, by direction; sorted. */
export interface OpenNamespaces {
  /** Their pods may call anybody who lets them in. */
  readonly egress: readonly string[];
  /** Their pods answer anybody who is let out. */
  readonly ingress: readonly string[];
}

/** Between open namespaces everything passes, so they are listed by name and not by pair. */
export function openNamespaces(cluster: Cluster): OpenNamespaces {
  const open = (direction: 'egress' | 'ingress') =>
    [...cluster.namespaces.values()]
      .filter((namespace) => openings(namespace, direction).some(({ rule }) => rule === undefined))
      .map(({ name }) => name);
  return { egress: open('egress'), ingress: open('ingress') };
}

/**
 * Every flow that some rule takes part in, whatever labels the pods will have; what passes between open namespaces
 * besides is {@link openNamespaces}. In the order of the namespaces that answer.
 *
 * The work grows with the rules and not with the pairs of namespaces: a rule that names a namespace is matched with
 * that namespace's rules alone. Addresses are not matched with pods, whose addresses nobody knows beforehand.
 */
export function* flows(cluster: Cluster): Iterable<Flow> {
  const finder = new FlowFinder(cluster);
  yield* finder.toPods();
  yield* finder.beyond();
}

class FlowFinder {
  private readonly namespaces: Namespaces;
  /** Rules that let pods call a namespace they name, by that namespace and by their own. */
  private readonly towards = new Map<string, Map<string, Opening[]>>();
  /** Rules that let pods call every namespace, by their own. */
  private readonly wide = new Map<string, Opening[]>();
  /** Pods that no policy keeps from calling, by namespace. */
  private readonly free = new Map<string, Opening>();
  /** Namespaces that are named and do not stand here. */
  private readonly unknown = new Map<string, Namespace>();

  constructor(private readonly cluster: Cluster) {
    this.namespaces = new Namespaces(cluster);
    for (const opening of allOpenings(cluster, 'egress')) this.file(opening);
  }

  private file(opening: Opening): void {
    const { name } = opening.namespace;
    if (opening.rule === undefined) this.free.set(name, opening);
    else if (this.isWide(opening)) this.wide.set(name, [...(this.wide.get(name) ?? []), opening]);
    else {
      for (const there of this.named(opening)) {
        if (!this.cluster.namespaces.has(there.name)) this.unknown.set(there.name, there);
        const sources = this.towards.get(there.name) ?? new Map<string, Opening[]>();
        this.towards.set(there.name, sources);
        const present = sources.get(name);
        if (present) present.push(opening);
        else sources.set(name, [opening]);
      }
    }
  }

  *toPods(): Iterable<Flow> {
    const names = [...this.cluster.namespaces.keys(), ...this.unknown.keys()].sort();
    for (const name of names) {
      const namespace = namespaceOf(this.cluster, name);
      for (const door of openings(namespace, 'ingress')) {
        if (door.rule === undefined) yield* this.intoOpen(door);
        else if (door.peer?.kind === 'addresses')
          yield* into(door, { kind: 'addresses', addresses: door.peer.addresses });
        else if (this.isWide(door)) yield* this.intoWide(door);
        else yield* this.intoNarrow(door);
      }
    }
  }

  /** What leaves for addresses and for open namespaces. */
  *beyond(): Iterable<Flow> {
    for (const opening of allOpenings(this.cluster, 'egress')) {
      const { namespace, pods, peer, ports, rule } = opening;
      if (rule === undefined) continue;
      const flow = { from: { kind: 'pods', namespace, pods } as const, ports, egress: rule };
      if (peer === undefined) {
        for (const addresses of ANYWHERE) yield { ...flow, to: { kind: 'addresses', addresses } };
        yield { ...flow, to: { kind: 'open', pods: EVERYTHING } };
      } else if (peer.kind === 'addresses') yield { ...flow, to: { kind: 'addresses', addresses: peer.addresses } };
      else if (this.isWide(opening)) yield { ...flow, to: { kind: 'open', pods: peer.pods } };
    }
  }

  /** Nobody holds the pods that answer: who names them gets through. */
  private *intoOpen(door: Opening): Iterable<Flow> {
    for (const gates of this.towards.get(door.namespace.name)?.values() ?? [])
      for (const gate of gates) yield* joined(gate, door);
  }

  private *intoWide(door: Opening): Iterable<Flow> {
    for (const gates of this.towards.get(door.namespace.name)?.values() ?? [])
      for (const gate of gates) yield* joined(gate, door);
    for (const gates of this.wide.values()) for (const gate of gates) yield* joined(gate, door);
    yield* into(door, { kind: 'open', pods: peerPods(door) });
    if (door.peer === undefined) for (const addresses of ANYWHERE) yield* into(door, { kind: 'addresses', addresses });
  }

  private *intoNarrow(door: Opening): Iterable<Flow> {
    const sources = this.towards.get(door.namespace.name);
    for (const there of this.named(door)) {
      const { name } = there;
      for (const gate of sources?.get(name) ?? []) yield* joined(gate, door);
      for (const gate of this.wide.get(name) ?? []) yield* joined(gate, door);
      // Of a namespace that does not stand here nothing is known that would hold it.
      const free = this.cluster.namespaces.has(name) ? this.free.get(name) : openings(there, 'egress')[0];
      if (free) yield* joined(free, door);
    }
  }

  private named({ namespace, peer }: Opening): readonly Namespace[] {
    if (peer?.kind !== 'pods') return [];
    return peer.namespaces === 'own' ? [namespace] : this.namespaces.meant(peer.namespaces).namespaces;
  }

  private isWide({ peer }: Opening): boolean {
    if (peer === undefined) return true;
    return peer.kind === 'pods' && peer.namespaces !== 'own' && this.namespaces.meant(peer.namespaces).every;
  }
}

const peerPods = ({ peer }: Opening): Selector => (peer?.kind === 'pods' ? peer.pods : EVERYTHING);

/** What one opening lets out and another lets in; nothing where they have no pod or no port in common. */
export function* joined(gate: Opening, door: Opening): Iterable<Flow> {
  const caller = commonPods(gate.pods, peerPods(door));
  const answerer = commonPods(door.pods, peerPods(gate));
  const ports = common(gate.ports, door.ports);
  if (!caller || !answerer || ports.length === 0) return;
  yield {
    from: { kind: 'pods', namespace: gate.namespace, pods: caller },
    to: { kind: 'pods', namespace: door.namespace, pods: answerer },
    ports,
    ...(gate.rule && { egress: gate.rule }),
    ...(door.rule && { ingress: door.rule }),
  };
}

function* into(door: Opening, from: FlowEnd): Iterable<Flow> {
  const { namespace, pods, ports, rule } = door;
  yield { from, to: { kind: 'pods', namespace, pods }, ports, ...(rule && { ingress: rule }) };
}
