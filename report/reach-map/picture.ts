import type { MapAgency, MapSystem, ReachMap } from '../../analysis/reach/map';
import { escapeMarkup, visible } from './escape';
import { type Box, FONT, type Layout, layoutOf, type PlacedCard, SIZES } from './layout';
import { KINDS, type Kind, LOOKS } from './look';
import { shorten } from './measure';
import { arrange } from './order';
import { type Line, type Scene, sceneOf } from './scene';
import { number, WORDS } from './words';

/** A drawn map: the inside of an `<svg>`, and what it shows. */
export interface Picture {
  readonly scene: Scene;
  readonly width: number;
  readonly height: number;
  /** Arrow heads and hatching: what any picture beside this one needs too. */
  readonly defs: string;
  /** Markup without the `<svg>` around it; its colours come from {@link PICTURE_STYLE}. */
  readonly body: string;
}

/** The letters of a system's data class, at the inner edge of its row. */
const BADGE = { width: 21, height: 12, margin: 4 } as const;
const NAME_INSET = BADGE.margin + BADGE.width + 5;

/** Draws the map. Deterministic: the same map gives the same bytes. */
export async function draw(map: ReachMap): Promise<Picture> {
  const scene = sceneOf(map);
  const layout = layoutOf(scene, await arrange(scene));
  return { scene, width: layout.width, height: layout.height, defs: defs(), body: body(map, scene, layout) };
}

function body(map: ReachMap, scene: Scene, layout: Layout): string {
  const agencies = new Map(map.agencies.map((agency) => [agency.key, agency]));
  const systems = new Map(map.agencies.flatMap((agency) => agency.systems.map((system) => [system.key, system])));
  const counts = countLinks(map, scene);
  const nameOf = (key: string): string => systems.get(key)?.title ?? agencies.get(key)?.name ?? key;
  return [
    `<g class="lines${scene.byAgency ? ' many' : ''}">`,
    ...scene.lines.map((line, index) => path(line, layout.curves[index] ?? '', index, nameOf)),
    '</g>',
    ...layout.cards.map((card) => cardOf(card, agencies.get(card.key), systems, counts)),
  ].join('\n');
}

function defs(): string {
  return [
    '<defs>',
    '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatch" d="M0 0V6"/></pattern>',
    ...KINDS.map(arrowHead),
    '</defs>',
  ].join('');
}

function arrowHead(kind: Kind): string {
  return `<marker id="to-${kind}" class="${kind}" markerUnits="userSpaceOnUse" markerWidth="${SIZES.arrow}" markerHeight="7" refX="0.5" refY="3.5" orient="auto"><path d="M0 0.5L${SIZES.arrow} 3.5L0 6.5Z"/></marker>`;
}

function path(line: Line, curve: string, index: number, nameOf: (key: string) => string): string {
  const what = line.kind === 'unexplained' ? WORDS.unexplained : WORDS.data(WORDS.classes[line.kind]);
  const said = line.links > 1 ? `${WORDS.links(line.links)}, ${what}` : what;
  const width = line.links > 1 ? ` stroke-width="${thickness(line)}"` : '';
  return `<path class="line ${line.kind}" data-line="${index}" d="${curve}"${width}><title>${escapeMarkup(WORDS.asks(nameOf(line.from), nameOf(line.to), said))}</title></path>`;
}

/** A line that gathers many links is thicker, and less than in proportion: ten links do not hide one. */
function thickness({ kind, links }: Line): string {
  return (LOOKS[kind].width + Math.log2(links) * 0.7).toFixed(1);
}

interface Counts {
  readonly asks: number;
  readonly answers: number;
}

/** Links by the key of a system and of its agency. */
function countLinks(map: ReachMap, { lineOf }: Scene): (key: string) => Counts {
  const asks = new Map<string, number>();
  const answers = new Map<string, number>();
  const agencyOf = new Map(map.agencies.flatMap(({ key, systems }) => systems.map((system) => [system.key, key])));
  const add = (counts: Map<string, number>, key: string): void => {
    for (const one of [key, agencyOf.get(key) ?? '']) counts.set(one, (counts.get(one) ?? 0) + 1);
  };
  for (const index of lineOf.keys()) {
    const link = map.links[index];
    if (!link) continue;
    add(asks, link.from);
    add(answers, link.to);
  }
  return (key) => ({ asks: asks.get(key) ?? 0, answers: answers.get(key) ?? 0 });
}

function cardOf(
  card: PlacedCard,
  agency: MapAgency | undefined,
  systems: ReadonlyMap<string, MapSystem>,
  counts: (key: string) => Counts,
): string {
  if (!agency) return '';
  const described = `${agency.name}, ${WORDS.systems(agency.systems.length)}, ${countsText(counts(agency.key))}`;
  const row = card.rows.length === 0;
  const head = { x: card.x, y: card.y, width: card.width, height: card.head };
  return [
    `<rect class="card" ${box(card)} rx="3"/>`,
    `<g class="item agency${row ? ' alone' : ''}" data-key="${escapeMarkup(agency.key)}" role="button" tabindex="-1" aria-label="${escapeMarkup(described)}">`,
    `<title>${escapeMarkup(described)}</title><rect class="back" ${box(head)} rx="3"/>`,
    ...card.name.map((line, nth) =>
      text(line, { ...head, y: card.y + nth * SIZES.headLine, height: row ? card.head : SIZES.head }, card.side, 7),
    ),
    row ? tally(card, counts(agency.key)) : '',
    '</g>',
    ...card.rows.map((place) => rowOf(place, card, systems.get(place.key), agency, counts(place.key))),
  ].join('');
}

function rowOf(
  place: Box,
  { side }: PlacedCard,
  system: MapSystem | undefined,
  agency: MapAgency,
  counts: Counts,
): string {
  if (!system) return '';
  const state = system.quarantined ? `, ${WORDS.quarantined}` : '';
  const described = `${system.title}, ${agency.name}, ${WORDS.data(WORDS.classes[system.data])}${state}, ${countsText(counts)}`;
  const x = side === 'left' ? place.x + place.width - BADGE.margin - BADGE.width : place.x + BADGE.margin;
  const y = place.y + (place.height - BADGE.height) / 2;
  return [
    `<g class="item system${system.quarantined ? ' quarantined' : ''}" data-key="${escapeMarkup(system.key)}" role="button" tabindex="-1" aria-label="${escapeMarkup(described)}">`,
    `<title>${escapeMarkup(described)}</title><rect class="back" ${box(place)} rx="2"/>`,
    system.quarantined ? `<rect class="closed" ${box(place)}/>` : '',
    text(shorten(visible(system.title), (place.width - NAME_INSET - 6) / FONT.row), place, side, NAME_INSET),
    `<rect class="badge ${system.data}" x="${x}" y="${y}" width="${BADGE.width}" height="${BADGE.height}" rx="2"/>`,
    `<text class="letters ${system.data}" x="${x + BADGE.width / 2}" y="${y + 9.2}" text-anchor="middle" aria-hidden="true">${LOOKS[system.data].letters}</text>`,
    '</g>',
  ].join('');
}

function countsText({ asks, answers }: Counts): string {
  return `${WORDS.asksCount.toLowerCase()} ${number(asks)}, ${WORDS.answersCount.toLowerCase()} ${number(answers)}`;
}

/** How many links an agency has, at the outer edge of its row. */
function tally({ side, x, y, width, height }: PlacedCard, { asks, answers }: Counts): string {
  const [edge, anchor] = side === 'left' ? [x + 6, 'start'] : [x + width - 6, 'end'];
  return `<text class="figure" x="${edge}" y="${y + height / 2 + 4}" text-anchor="${anchor}" aria-hidden="true">${number(asks + answers)}</text>`;
}

/** A name on one line, at the inner edge of its column, so that the eye goes from it into its lines. */
function text(name: string, place: Box, side: PlacedCard['side'], inset: number): string {
  const x = side === 'left' ? place.x + place.width - inset : place.x + inset;
  const anchor = side === 'left' ? ' text-anchor="end"' : '';
  return `<text class="name" x="${x}" y="${place.y + place.height / 2 + 4}"${anchor}>${escapeMarkup(name)}</text>`;
}

function box({ x, y, width, height }: Box): string {
  return `x="${x}" y="${y}" width="${width}" height="${height}"`;
}

/** Colours, by the reader's preference; the page and the lone picture share them. */
export const PICTURE_STYLE = `
:root { --page: #ffffff; --card: #f4f6f8; --ink: #1b2733; --soft: #55636f; --rule: #d3dae0; --mark: #fff1b8; --focus: #14508c; --chosen: #d8e8f8;
${KINDS.map((kind) => `--${kind}: ${LOOKS[kind].light};`).join(' ')} }
@media screen and (prefers-color-scheme: dark) { :root { --page: #12181e; --card: #1b232b; --ink: #e7ecf0; --soft: #a3b0bb; --rule: #36424d; --mark: #54470f; --focus: #8cc4ff; --chosen: #1f3d5c;
${KINDS.map((kind) => `--${kind}: ${LOOKS[kind].dark};`).join(' ')} } }
svg.map { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif; font-size: ${FONT.row}px; fill: var(--ink); }
svg.map .card { fill: var(--card); }
svg.map .back { fill: transparent; }
svg.map .agency .name { font-size: ${FONT.head}px; font-weight: 600; }
svg.map .agency.alone .name { font-weight: 500; font-size: ${FONT.row}px; }
svg.map .badge { fill: var(--page); stroke-width: 1; }
svg.map .letters { font-size: 8.5px; font-weight: 600; }
svg.map .closed { fill: url(#hatch); }
svg.map .hatch { stroke: var(--soft); stroke-width: 1.6; opacity: .55; }
svg.map .quarantined .name { text-decoration: line-through; fill: var(--soft); }
svg.map .line { fill: none; opacity: .75; }
svg.map .line.unexplained { opacity: 1; }
svg.map .figure { fill: var(--soft); font-size: 10.5px; }
svg.map marker path { stroke: none; }
${KINDS.map(
  (kind) =>
    `svg.map .line.${kind} { stroke: var(--${kind}); stroke-dasharray: ${LOOKS[kind].dashes || 'none'}; marker-end: url(#to-${kind}); }
svg.map .line.${kind}:not([stroke-width]) { stroke-width: ${LOOKS[kind].width}px; }
svg.map marker.${kind} path, svg.map .letters.${kind} { fill: var(--${kind}); }
svg.map .badge.${kind} { stroke: var(--${kind}); }`,
).join('\n')}
svg.map .many .line:not(.on):not(.unexplained) { stroke: var(--soft); stroke-dasharray: none; marker-end: none; stroke-width: .7px; opacity: .13; }
`;
