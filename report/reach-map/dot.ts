import type { MapAgency, MapLink, MapSystem, ReachMap } from '../../analysis/reach/map';
import { quoteDot } from './escape';
import { KINDS, type Kind, kindOf, kindsOf, LOOKS } from './look';
import { WORDS } from './words';

/**
 * The map as Graphviz source, for `dot -Tsvg`, `fdp` and whatever else reads it: agencies as clusters, systems as
 * nodes, links as edges. Every system and every link of the map is in it, whatever its size.
 */
export function renderDot(map: ReachMap): string {
  return [
    'digraph reach {',
    `  label=${quoteDot(`${WORDS.title} · ${map.title} · ${map.site.title}`)}; labelloc=t; fontsize=18;`,
    '  rankdir=LR; nodesep=0.1; ranksep=0.7;',
    '  graph [fontname="Helvetica", color="#9aa5b1", fontcolor="#1f2933"];',
    '  node [fontname="Helvetica", fontsize=11, shape=box, height=0.3, margin="0.1,0.05", color="#52606d"];',
    '  edge [fontname="Helvetica", fontsize=9, arrowsize=0.6];',
    ...map.agencies.flatMap(cluster),
    ...map.links.map(edge),
    ...legend(map),
    '}',
    '',
  ].join('\n');
}

function cluster(agency: MapAgency): readonly string[] {
  return [
    `  subgraph ${quoteDot(`cluster_${agency.key}`)} {`,
    `    label=${quoteDot(agency.name, 40)};`,
    ...agency.systems.map(node),
    '  }',
  ];
}

function node(system: MapSystem): string {
  const { light, letters } = LOOKS[system.data];
  const label = system.quarantined ? `${system.title} (${WORDS.quarantined})` : system.title;
  // Graphviz crosses the corners out; the words say the rest
  const style = system.quarantined ? ', style="filled,diagonals,dashed", fillcolor="#e4e7eb", fontcolor="#52606d"' : '';
  return `    ${quoteDot(system.key)} [label=${quoteDot(`${label} [${letters}]`, 24)}, color="${light}"${style}];`;
}

function edge(link: MapLink): string {
  const kind = kindOf(link);
  const tooltip = `${link.agreement?.title ?? WORDS.unexplainedLong} (${link.ports})`;
  const label =
    kind === 'unexplained' ? `, label=${quoteDot(WORDS.unexplained)}, fontcolor="${LOOKS[kind].light}"` : '';
  return `  ${quoteDot(link.from)} -> ${quoteDot(link.to)} [${look(kind)}, tooltip=${quoteDot(tooltip)}${label}];`;
}

function look(kind: Kind): string {
  const { light, dot, width } = LOOKS[kind];
  return `color="${light}", style=${dot}, penwidth=${width}`;
}

/** One line for each kind the map has. Their names begin with a space, which no key does. */
function legend(map: ReachMap): readonly string[] {
  const kinds = kindsOf(map);
  if (kinds.length === 0) return [];
  return [
    '  subgraph "cluster_ legend" {',
    `    label=${quoteDot(WORDS.legend)};`,
    '    node [shape=plaintext];',
    ...kinds.flatMap((kind) => [
      `    ${end(kind, 'a')} [label="", width=0.05];`,
      `    ${end(kind, 'b')} [label=${quoteDot(`${kind === 'unexplained' ? WORDS.unexplained : WORDS.classes[kind]} [${LOOKS[kind].letters}]`)}];`,
      `    ${end(kind, 'a')} -> ${end(kind, 'b')} [${look(kind)}];`,
    ]),
    '  }',
  ];
}

function end(kind: Kind, side: 'a' | 'b'): string {
  return quoteDot(` legend ${KINDS.indexOf(kind)}${side}`);
}
