import { type Cluster, NAME_LABEL } from './cluster';
import type { PolicyRule } from './judge';
import { allOpenings } from './openings';
import { Namespaces } from './peers';
import { type Selector, selectorText } from './selector';

/** A namespace that rules name and that does not stand among the objects: what holds its pods is unknown here. */
export interface UnknownNamespace {
  /** Its name, where the selector tells; else what the selector asks for. */
  readonly name: string;
  /** The selectors that mean it, in the words of `kubectl --selector`; sorted. */
  readonly selectors: readonly string[];
  /** Rules that name it, in their order. */
  readonly rules: readonly PolicyRule[];
}

/** Every namespace that is named and not there, sorted by name. */
export function unknownNamespaces(cluster: Cluster): readonly UnknownNamespace[] {
  const namespaces = new Namespaces(cluster);
  const found = new Map<string, UnknownNamespace>();
  for (const direction of ['ingress', 'egress'] as const) {
    for (const { peer, rule } of allOpenings(cluster, direction)) {
      if (peer?.kind !== 'pods' || peer.namespaces === 'own' || !rule) continue;
      const { namespaces: meant, every } = namespaces.meant(peer.namespaces);
      if (every || meant.some(({ name }) => cluster.namespaces.has(name))) continue;
      const selector = selectorText(peer.namespaces);
      const name = nameIn(peer.namespaces) ?? selector;
      const { selectors, rules } = found.get(name) ?? { selectors: [], rules: [] };
      found.set(name, { name, selectors: [...new Set([...selectors, selector])].sort(), rules: [...rules, rule] });
    }
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** By the label Kubernetes sets, or by the only one that is asked for, since clusters have labels of their own for it. */
function nameIn(selector: Selector): string | undefined {
  const equal = selector.filter(({ operator, values }) => operator === 'In' && values.length === 1);
  const named = equal.find(({ key }) => key === NAME_LABEL) ?? (selector.length === 1 ? equal[0] : undefined);
  return named?.values[0];
}
