import type { Graph } from '@viz-js/viz';
import type { Card, Line, Scene } from './scene';

/** Which cards stand left and which right, each from top to bottom. */
export interface Columns {
  readonly left: readonly Card[];
  readonly right: readonly Card[];
}

/**
 * Puts the cards in two columns so that few lines cross: who mostly asks stands left, who mostly answers right, and
 * Graphviz's `dot`, whose strength this is, finds the order from top to bottom.
 */
export async function arrange(scene: Scene): Promise<Columns> {
  const sides = split(scene);
  const at = await positions(scene, sides);
  return { left: sorted(sides.left, at), right: sorted(sides.right, at) };
}

/** Half of the rows left, half right. */
function split({ cards, lines }: Scene): Columns {
  const cardOf = rowsOf(cards);
  const balance = new Map<Card, number>();
  const add = (key: string, amount: number): void => {
    const card = cardOf.get(key);
    if (card) balance.set(card, (balance.get(card) ?? 0) + amount);
  };
  for (const { from, to, links } of lines) {
    if (cardOf.get(from) === cardOf.get(to)) continue;
    add(from, -links);
    add(to, links);
  }
  const ranked = [...cards].sort((a, b) => (balance.get(a) ?? 0) - (balance.get(b) ?? 0));
  const half = ranked.reduce((sum, card) => sum + size(card), 0) / 2;
  const left = new Set<Card>();
  let filled = 0;
  for (const card of ranked) {
    if (filled + size(card) / 2 > half) break;
    left.add(card);
    filled += size(card);
  }
  return { left: cards.filter((card) => left.has(card)), right: cards.filter((card) => !left.has(card)) };
}

function size({ systems }: Card): number {
  return systems.length + 1.7;
}

/** The card of every row, by the row's key. */
function rowsOf(cards: readonly Card[]): ReadonlyMap<string, Card> {
  return new Map(cards.flatMap((card) => keysOf(card).map((key) => [key, card])));
}

function keysOf({ agency, systems }: Card): readonly string[] {
  return systems.length > 0 ? systems.map(({ key }) => key) : [agency.key];
}

/** How far down Graphviz puts each row, by the row's key. */
async function positions(scene: Scene, { left, right }: Columns): Promise<ReadonlyMap<string, number>> {
  // loaded when a picture is asked for: it is 1.5 MB of WebAssembly
  const { instance } = await import('@viz-js/viz');
  const viz = await instance();
  const keys = scene.cards.flatMap(keysOf);
  const names = new Map(keys.map((key, index) => [key, `r${index}`]));
  const plain = viz.renderString(graphOf(scene, left, right, names), { engine: 'dot', format: 'plain' });
  const drawn = new Map(
    [...plain.matchAll(/^node (r\d+) \S+ (\S+)/gm)].map(([, name = '', y = '0']) => [name, -Number(y)]),
  );
  return new Map(keys.map((key) => [key, drawn.get(names.get(key) ?? '') ?? 0]));
}

/** Above so many lines Graphviz's iterations are limited: with thousands they cost half a minute, and nobody sees what for. */
const PATIENCE = 400;
const HASTE = { mclimit: 0.1, nslimit: 0.1, nslimit1: 0.1 } as const;

/**
 * Three ranks: the rows of the left, the middle, the rows of the right. A line within a column goes by way of the
 * middle, where it is in the way of others as it will be in the picture.
 */
function graphOf(
  { lines }: Scene,
  left: readonly Card[],
  right: readonly Card[],
  names: ReadonlyMap<string, string>,
): Graph {
  const name = (key: string): string => names.get(key) ?? key;
  const leftKeys = new Set(left.flatMap(keysOf));
  const rows = (cards: readonly Card[]): readonly string[] => cards.flatMap(keysOf).map(name);
  const edge = (tail: string, head: string, minlen = 1): NonNullable<Graph['edges']>[number] => ({
    tail,
    head,
    attributes: { minlen },
  });
  return {
    directed: true,
    graphAttributes: { rankdir: 'LR', nodesep: 0.05, splines: false, ...(lines.length > PATIENCE ? HASTE : {}) },
    nodeAttributes: { shape: 'box', label: '', width: 0.2, height: 0.2, fixedsize: true },
    subgraphs: [...left, ...right]
      .filter(({ systems }) => systems.length > 1)
      .map((card, index) => ({ name: `cluster_${index}`, nodes: keysOf(card).map((key) => ({ name: name(key) })) })),
    edges: [
      ...rows(left).map((row) => edge('first', row)),
      ...rows(right).map((row) => edge(row, 'last')),
      edge('first', 'last', 4),
      ...lines.flatMap(({ from, to }: Line, index) => {
        const [a, b] = [name(from), name(to)];
        if (leftKeys.has(from) !== leftKeys.has(to)) return [leftKeys.has(from) ? edge(a, b, 2) : edge(b, a, 2)];
        if (a === b) return [];
        const middle = `m${index}`;
        return leftKeys.has(from) ? [edge(a, middle), edge(b, middle)] : [edge(middle, a), edge(middle, b)];
      }),
    ],
  };
}

function sorted(cards: readonly Card[], at: ReadonlyMap<string, number>): readonly Card[] {
  const y = (key: string): number => at.get(key) ?? 0;
  const middle = (card: Card): number => keysOf(card).reduce((sum, key) => sum + y(key), 0) / keysOf(card).length;
  return [...cards]
    .sort((a, b) => middle(a) - middle(b))
    .map((card) => ({ ...card, systems: [...card.systems].sort((a, b) => y(a.key) - y(b.key)) }));
}
