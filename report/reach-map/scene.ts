import type { MapAgency, MapSystem, ReachMap } from '../../analysis/reach/map';
import { higher, type Kind, kindOf } from './look';

/** What is drawn of a map: rows grouped in cards, and lines between them. */
export interface Scene {
  /** Whether the rows are agencies: a large map shows its systems on selection only. */
  readonly byAgency: boolean;
  readonly cards: readonly Card[];
  readonly lines: readonly Line[];
  /** Index of the line that shows a link, by the link's index in the map; absent for a link that is not drawn. */
  readonly lineOf: ReadonlyMap<number, number>;
}

/** One agency. */
export interface Card {
  readonly agency: MapAgency;
  /** Its systems; none where the card itself is the row. */
  readonly systems: readonly MapSystem[];
}

/** One link, or all links between two agencies in one direction. */
export interface Line {
  /** Keys of the rows it joins: systems, or agencies. */
  readonly from: string;
  readonly to: string;
  /** The highest of its links. */
  readonly kind: Kind;
  /** Number of links. */
  readonly links: number;
  /** How many lines before it join the same two rows. */
  readonly nth: number;
}

/** Above this, system by system is no longer one glance. Two columns of 80 rows are what a large screen holds. */
const SYSTEMS_AT_MOST = 160;

/** Decides what of a map is drawn. */
export function sceneOf(map: ReachMap): Scene {
  const systems = map.agencies.reduce((sum, agency) => sum + agency.systems.length, 0);
  const byAgency = systems > SYSTEMS_AT_MOST;
  return {
    byAgency,
    cards: map.agencies.map((agency) => ({ agency, systems: byAgency ? [] : agency.systems })),
    ...linesOf(map, byAgency),
  };
}

function linesOf(map: ReachMap, byAgency: boolean): Pick<Scene, 'lines' | 'lineOf'> {
  const agencyOf = new Map(map.agencies.flatMap(({ key, systems }) => systems.map((system) => [system.key, key])));
  const lines: Line[] = [];
  const lineOf = new Map<number, number>();
  const between = new Map<string, { readonly at: number; count: number }>();
  for (const [index, link] of map.links.entries()) {
    const [fromAgency, toAgency] = [agencyOf.get(link.from), agencyOf.get(link.to)];
    // the map's maker promises both ends; an end that is not there cannot be drawn
    if (fromAgency === undefined || toAgency === undefined) continue;
    const [from, to] = byAgency ? [fromAgency, toAgency] : [link.from, link.to];
    const pair = `${from} ${to}`;
    const known = between.get(pair);
    const line = known && byAgency ? lines[known.at] : undefined;
    if (known && line) {
      lines[known.at] = { ...line, kind: higher(line.kind, kindOf(link)), links: line.links + 1 };
      lineOf.set(index, known.at);
      continue;
    }
    lineOf.set(index, lines.length);
    lines.push({ from, to, kind: kindOf(link), links: 1, nth: known?.count ?? 0 });
    if (known) known.count += 1;
    else between.set(pair, { at: lines.length - 1, count: 1 });
  }
  return { lines, lineOf };
}
