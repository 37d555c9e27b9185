import { visible } from './escape';
import { shorten, wrap } from './measure';
import type { Columns } from './order';
import type { Line, Scene } from './scene';

/** Where everything of the picture stands. Pixels at a zoom of 1, from the top left. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly cards: readonly PlacedCard[];
  /** In the order of {@link Scene.lines}. */
  readonly curves: readonly string[];
}

/** Which column something stands in. */
export type Side = 'left' | 'right';

/** A box at a place. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** An agency's card. */
export interface PlacedCard extends Box {
  readonly side: Side;
  /** Key of the agency. */
  readonly key: string;
  /** Height of its head: the whole card, where the card itself is the row. */
  readonly head: number;
  /** The agency's name, on as many lines as the head has. */
  readonly name: readonly string[];
  readonly rows: readonly (Box & { readonly key: string })[];
}

/** Widths and heights, in pixels. At a window of 1280 x 800 the sample's picture stands beside the controls whole. */
export const SIZES = {
  column: 296,
  middle: 380,
  row: 17,
  head: 20,
  headLine: 14,
  gap: 7,
  line: 18,
  lineGap: 2,
  arrow: 7,
} as const;

/** Room for the number of an agency's links, where agencies are the rows. Pixels. */
const TALLY = 44;

/** Font sizes in pixels. */
export const FONT = { row: 11.5, head: 12 } as const;

/** How much wider bold letters are, and half bold ones. */
const BOLD = 1.13;
const MEDIUM = 1.03;

/** Places the cards one below the other in their columns, and draws a curve for every line. */
export function layoutOf(scene: Scene, columns: Columns): Layout {
  const gap = scene.byAgency ? SIZES.lineGap : SIZES.gap;
  const left = column(columns.left, 'left', gap);
  const right = column(columns.right, 'right', gap);
  const height = Math.max(left.height, right.height);
  const cards = [...left.cards, ...right.cards];
  const ports = new Map(cards.flatMap((card) => portsOf(card)));
  return {
    width: 2 * SIZES.column + SIZES.middle,
    height,
    cards,
    curves: scene.lines.map((line) => curve(line, ports)),
  };
}

function column(
  cards: Columns[Side],
  side: Side,
  gap: number,
): { readonly height: number; readonly cards: readonly PlacedCard[] } {
  const x = side === 'left' ? 0 : SIZES.column + SIZES.middle;
  const width = SIZES.column;
  const placed: PlacedCard[] = [];
  let y = 0;
  for (const { agency, systems } of cards) {
    const isRow = systems.length === 0;
    const name = isRow
      ? [shorten(visible(agency.name), (width - TALLY) / FONT.row / MEDIUM)]
      : wrap(visible(agency.name), (width - 14) / FONT.head / BOLD, 2);
    const head = isRow ? SIZES.line : SIZES.head + (name.length - 1) * SIZES.headLine;
    const rows = systems.map(({ key }, index) => ({
      key,
      x,
      y: y + head + index * SIZES.row,
      width,
      height: SIZES.row,
    }));
    const height = head + systems.length * SIZES.row + (systems.length > 0 ? 3 : 0);
    placed.push({ side, key: agency.key, x, y, width, height, head, name, rows });
    y += height + gap;
  }
  return { height: Math.max(0, y - gap), cards: placed };
}

/** Where lines meet a row: at the inner edge of its column. */
interface Port {
  readonly side: Side;
  readonly y: number;
}

function portsOf(card: PlacedCard): readonly (readonly [string, Port])[] {
  const rows = card.rows.length > 0 ? card.rows : [card];
  return rows.map((row) => [row.key, { side: card.side, y: row.y + row.height / 2 }]);
}

/** From who asks to who answers. What leaves a row leaves a little above its middle, what arrives arrives below. */
function curve({ from, to, nth }: Line, ports: ReadonlyMap<string, Port>): string {
  const [start, end] = [ports.get(from), ports.get(to)];
  if (!start || !end) return '';
  const shift = 3 + 1.5 * Math.min(nth, 2);
  const [y1, y2] = [start.y - shift, end.y + shift];
  const [x1, x2] = [edge(start.side), edge(end.side)];
  const inward = (side: Side): number => (side === 'left' ? 1 : -1);
  // the arrow's head is drawn beyond the curve's end
  const tip = x2 + inward(end.side) * SIZES.arrow;
  const reach = start.side === end.side ? bow(Math.abs(y2 - y1)) + 6 * nth : SIZES.middle / 2;
  const [c1, c2] = [x1 + inward(start.side) * reach, x2 + inward(end.side) * reach];
  return `M${f(x1)} ${f(y1)}C${f(c1)} ${f(y1)} ${f(c2)} ${f(y2)} ${f(tip)} ${f(y2)}`;
}

function edge(side: Side): number {
  return side === 'left' ? SIZES.column : SIZES.column + SIZES.middle;
}

/** How far a line within a column bows into the middle: the farther its ends, the farther. */
function bow(distance: number): number {
  return Math.min(26 + distance * 0.45, SIZES.middle * 0.62);
}

function f(value: number): string {
  return String(Math.round(value * 10) / 10);
}
