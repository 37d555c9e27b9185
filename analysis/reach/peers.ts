import { type Cluster, NAME_LABEL, type Namespace, namespaceOf } from './cluster';
import type { Peer } from './policy';
import { type Selector, selectorText, selects } from './selector';

/** Peers that are pods. */
type PodsPeer = Extract<Peer, { kind: 'pods' }>;

/** Whether a peer of a policy means a namespace. @param own the namespace of the policy */
export const meansNamespace = ({ namespaces }: PodsPeer, own: string, other: Namespace): boolean =>
  namespaces === 'own' ? other.name === own : selects(namespaces, other.labels);

/** Which namespaces a selector means. */
export interface Meant {
  /** Sorted by name; those of which nothing but the name is known stand among them. */
  readonly namespaces: readonly Namespace[];
  /** Whether it selects every namespace there is or will be. */
  readonly every: boolean;
}

/** Answers which namespaces a selector means, each selector once: many policies share one. */
export class Namespaces {
  private readonly known = new Map<string, Meant>();

  constructor(private readonly cluster: Cluster) {}

  meant(selector: Selector): Meant {
    const key = selectorText(selector);
    const known = this.known.get(key) ?? this.find(selector);
    this.known.set(key, known);
    return known;
  }

  private find(selector: Selector): Meant {
    if (selector.length === 0) return { namespaces: [...this.cluster.namespaces.values()], every: true };
    const names = namesIn(selector);
    const candidates = names
      ? names.map((name) => namespaceOf(this.cluster, name))
      : [...this.cluster.namespaces.values()];
    return { namespaces: candidates.filter(({ labels }) => selects(selector, labels)), every: false };
  }
}

/** The only names a selector can mean, sorted; undefined where it selects by something else. */
function namesIn(selector: Selector): readonly string[] | undefined {
  const named = selector.find(({ key, operator }) => key === NAME_LABEL && operator === 'In');
  return named && [...new Set(named.values)].sort();
}
