import type { MapLink, ReachMap } from '../../analysis/reach/map';
import { DATA_CLASSES, type DataClass } from '../../definition';

/** What a link carries: a data class, or nobody knows what, because no agreement says. */
export type Kind = DataClass | 'unexplained';

/** How a kind of link looks. Never by colour alone: the dashes differ too, and systems carry the letters. */
export interface Look {
  /** On white; at least 4.5:1. */
  readonly light: string;
  /** On the dark page; at least 4.5:1. */
  readonly dark: string;
  /** `stroke-dasharray`; empty is a solid line. */
  readonly dashes: string;
  /** Graphviz has fewer dashes. */
  readonly dot: 'solid' | 'dashed' | 'dotted' | 'bold';
  /** Pixels. */
  readonly width: number;
  readonly letters: string;
}

/** Lowest first; the unexplained above all. */
export const KINDS: readonly Kind[] = [...DATA_CLASSES, 'unexplained'];

/** The looks by kind. */
export const LOOKS: Readonly<Record<Kind, Look>> = {
  public: { light: '#0f766e', dark: '#5eead4', dashes: '1.5 3', dot: 'dotted', width: 1.4, letters: 'PU' },
  internal: { light: '#1d5fae', dark: '#8cbcff', dashes: '7 3', dot: 'dashed', width: 1.2, letters: 'IN' },
  personal: { light: '#8a5a00', dark: '#f0b849', dashes: '', dot: 'solid', width: 1.2, letters: 'PE' },
  classified: { light: '#7b2d8e', dark: '#dda4f0', dashes: '10 3 2 3', dot: 'bold', width: 1.8, letters: 'CL' },
  unexplained: { light: '#c8102e', dark: '#ff7a85', dashes: '5 4', dot: 'dashed', width: 2.6, letters: '!' },
};

/** What a link carries. */
export function kindOf(link: MapLink): Kind {
  return link.agreement?.data ?? 'unexplained';
}

/** The higher of two kinds. */
export function higher(one: Kind, other: Kind): Kind {
  return KINDS.indexOf(one) >= KINDS.indexOf(other) ? one : other;
}

/** Kinds of the map's links, lowest first. */
export function kindsOf(map: ReachMap): readonly Kind[] {
  const found = new Set(map.links.map(kindOf));
  return KINDS.filter((kind) => found.has(kind));
}

/** Data classes of the map's systems, lowest first. */
export function classesOf(map: ReachMap): readonly DataClass[] {
  const found = new Set(map.agencies.flatMap(({ systems }) => systems.map(({ data }) => data)));
  return DATA_CLASSES.filter((one) => found.has(one));
}
