import { type FlowEnd, flows, openNamespaces, portsText } from '../../analysis/reach';
import { endText } from '../../analysis/reach/words';
import type { Asked } from './clusters';

/** Graphviz of a cluster of which nothing but its objects is known: namespaces, and what passes between them. */
export function matrixDot({ cluster }: Asked): string {
  const edges = new Map<string, Set<string>>();
  for (const { from, to, ports } of flows(cluster)) {
    const ends = `${quoted(nodeOf(from))} -> ${quoted(nodeOf(to))}`;
    if (nodeOf(from) === nodeOf(to)) continue;
    edges.set(ends, (edges.get(ends) ?? new Set()).add(portsText(ports)));
  }
  const { egress, ingress } = openNamespaces(cluster);
  const open = new Set([...egress, ...ingress]);
  return [
    'digraph reach {',
    '  graph [rankdir=LR, fontname="sans-serif"];',
    '  node [shape=box, style=rounded, fontname="sans-serif"];',
    '  edge [fontname="sans-serif", fontsize=9];',
    // Dashed: some of its pods no policy holds.
    ...[...cluster.namespaces.keys()].map(
      (name) => `  ${quoted(name)}${open.has(name) ? ' [style="rounded,dashed"]' : ''};`,
    ),
    ...[...edges].sort().map(([ends, ports]) => `  ${ends} [label=${quoted([...ports].sort().join(', '))}];`),
    '}',
    '',
  ].join('\n');
}

function nodeOf(end: FlowEnd): string {
  if (end.kind === 'pods') return end.namespace.name;
  return end.kind === 'open' ? 'open namespaces' : endText(end);
}

const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
