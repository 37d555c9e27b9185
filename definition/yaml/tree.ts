import type { Span } from '../source';

/** YAML as the rules see it: keys are text, scalars keep every digit, everything knows its place. */
export type Node = Scalar | List | Dict;

interface Placed extends Span {
  /** It has a finding already, and what else may be said of it or of what it lacks only follows from that. */
  readonly spoilt?: true;
}

/**
 * A single value. A plain number is a number only where writing it back gives the same characters; `012`, `1e3`,
 * `0.50` and `yes` stay the text they are, so that nothing is lost before the schema has its say.
 */
export interface Scalar extends Placed {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
}

export interface List extends Placed {
  readonly kind: 'list';
  readonly items: readonly Node[];
}

export interface Dict extends Placed {
  readonly kind: 'map';
  /** In the file's order. */
  readonly entries: ReadonlyMap<string, Entry>;
}

export interface Entry {
  readonly key: Span;
  readonly value: Node;
}

/** The plain value of a tree. Maps have no prototype, so that no key means anything but itself. */
export function plain(node: Node): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plain);
  const map: Record<string, unknown> = Object.create(null);
  for (const [key, entry] of node.entries) map[key] = plain(entry.value);
  return map;
}

/** The node at a path, if there is one. */
export function nodeAt(root: Node | undefined, path: readonly PropertyKey[]): Node | undefined {
  let node = root;
  for (const step of path) {
    if (node?.kind === 'map') node = node.entries.get(String(step))?.value;
    else if (node?.kind === 'list') node = node.items[Number(step)];
    else return undefined;
  }
  return node;
}
