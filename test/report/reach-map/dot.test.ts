import { instance } from '@viz-js/viz';
import { renderDot } from '../../../report/reach-map';
import { visible } from '../../../report/reach-map/escape';
import { hostileMap, largeMap, sampleMap, troubledMap } from './maps';

interface Drawn {
  readonly objects: readonly { readonly name: string; readonly label?: string; readonly style?: string }[];
  readonly edges: readonly { readonly tail: number; readonly head: number; readonly [attribute: string]: unknown }[];
}

/** What Graphviz itself reads in the source. */
async function read(source: string): Promise<Drawn> {
  const viz = await instance();
  return JSON.parse(viz.renderString(source, { engine: 'circo', format: 'dot_json' }));
}

/** The edges by the names of their ends, the legend's apart. */
function linksOf({ objects, edges }: Drawn): readonly string[] {
  return edges
    .map(({ tail, head }) => `${objects[tail]?.name} > ${objects[head]?.name}`)
    .filter((edge) => !edge.startsWith(' legend'))
    .sort();
}

test('Graphviz reads every agency, every system and every link of the sample', async () => {
  const map = sampleMap();
  const drawn = await read(renderDot(map));
  const names = drawn.objects.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(map.agencies.map(({ key }) => `cluster_${key}`)));
  expect(names).toEqual(expect.arrayContaining(map.agencies.flatMap(({ systems }) => systems.map(({ key }) => key))));
  expect(map.links).toHaveLength(99);
  expect(linksOf(drawn)).toEqual(map.links.map(({ from, to }) => `${from} > ${to}`).sort());
});

test('a large map is in it whole', () => {
  const map = largeMap();
  const source = renderDot(map);
  expect(source.match(/^ {2}"agency-\S+" -> /gm)).toHaveLength(map.links.length);
  expect(source.match(/^ {4}"agency-\S+" \[/gm)).toHaveLength(map.agencies.flatMap(({ systems }) => systems).length);
});

test('hostile names reach Graphviz as the text they are', async () => {
  const map = hostileMap();
  const drawn = await read(renderDot(map));
  for (const { key, title } of map.agencies.flatMap(({ systems }) => systems)) {
    const label = drawn.objects.find(({ name }) => name === key)?.label ?? '';
    // as Graphviz reads labels: \n is a line, a backslash makes the next letter itself, entities are letters
    const text = label
      .replace(/\\(.)/g, (_, letter) => (letter === 'n' ? ' ' : letter))
      .replace(/&amp;/g, '&')
      .replace(/ (\(quarantined\) )?\[P[EU]\]$/, '');
    expect(text).toBe(visible(title));
  }
});

test('a link without agreement is dashed, red and says so, and no other is', async () => {
  const drawn = await read(renderDot(troubledMap()));
  const marked = drawn.edges.filter((edge) => edge.label === 'no agreement');
  expect(marked).toMatchObject([{ style: 'dashed', color: '#c8102e' }]);
  expect(linksOf({ ...drawn, edges: marked })).toEqual(['arsimi/smip > policia/fines']);
});

test('a system in quarantine is crossed out and says so, and no other is', async () => {
  const { objects } = await read(renderDot(troubledMap()));
  const marked = objects.filter(({ style }) => style?.includes('diagonals'));
  expect(marked).toMatchObject([{ name: 'dpshtrr/vehicles', label: expect.stringContaining('quarantined') }]);
});

test.each([
  ['sample', sampleMap(), ['public', 'internal', 'personal']],
  ['sample with trouble', troubledMap(), ['public', 'internal', 'personal', 'no agreement']],
  ['empty map', { ...sampleMap(), agencies: [], links: [] }, []],
])('the legend of the %s has exactly the classes its links have', async (_, map, kinds) => {
  const { objects } = await read(renderDot(map));
  const legend = (objects ?? []).filter(({ name }) => /^ legend \db$/.test(name)).map(({ label }) => label);
  expect(legend.map((label) => label?.replace(/ \[.*/, '').replace('\\n', ' '))).toEqual(kinds);
});
