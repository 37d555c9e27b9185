import { DATA_CLASSES } from '../../../definition';
import { renderDot, renderHtml, renderSvg } from '../../../report/reach-map';
import { KINDS, LOOKS } from '../../../report/reach-map/look';
import { shorten, widthOf, wrap } from '../../../report/reach-map/measure';
import { PICTURE_STYLE } from '../../../report/reach-map/picture';
import { hostileMap, largeMap, sampleMap, troubledMap } from './maps';

/** Drawn once for all tests: it takes seconds. */
let large: string;
beforeAll(async () => {
  large = await renderHtml(largeMap());
});

/** Values of an attribute, in their order. */
function all(markup: string, pattern: RegExp): readonly string[] {
  return [...markup.matchAll(pattern)].map(([, value]) => value ?? '');
}

test('the picture of the sample has every agency, every system and a line for every link', async () => {
  const map = sampleMap();
  const svg = await renderSvg(map);
  const keys = map.agencies.flatMap((agency) => [agency.key, ...agency.systems.map(({ key }) => key)]);
  expect([...all(svg, /class="item [^"]*" data-key="([^"]*)"/g)].sort()).toEqual([...keys].sort());
  expect(all(svg, /data-line="(\d+)"/g)).toHaveLength(map.links.length);
  expect(svg).not.toContain('d=""');
});

test('the picture of a large map has its agencies, and a line for each two of them that are linked', async () => {
  const map = largeMap();
  const agency = (key: string): string => key.split('/')[0] ?? '';
  const pairs = new Set(map.links.map(({ from, to }) => `${agency(from)} ${agency(to)}`));
  expect(all(large, /class="item [^"]*" data-key="([^"]*)"/g)).toHaveLength(355);
  expect(all(large, /<path class="line \w+" data-line="(\d+)"/g)).toHaveLength(pairs.size);
});

test('no two rows stand in one place', async () => {
  for (const picture of [await renderSvg(sampleMap()), large, await renderSvg(hostileMap())]) {
    const places = all(picture, /<rect class="back" (x="[^"]*" y="[^"]*")/g);
    expect(new Set(places).size).toBe(places.length);
  }
});

test('a link without agreement and a system in quarantine are marked, and no other is', async () => {
  const svg = await renderSvg(troubledMap());
  expect(all(svg, /<path class="line unexplained" data-line="\d+"[^>]*><title>([^<]*)/g)).toEqual([
    'Sistemi i Menaxhimit të Informacionit Parauniversitar (SMIP) asks Gjobat për kundërvajtjet rrugore: no agreement',
  ]);
  expect(all(svg, /class="item system quarantined" data-key="([^"]*)"/g)).toEqual(['dpshtrr/vehicles']);
  const calm = await renderSvg(sampleMap());
  expect(calm).not.toMatch(/<path class="line unexplained"|item system quarantined/);
});

test('legends have exactly the kinds of link the map has', async () => {
  for (const [map, kinds] of [
    [sampleMap(), ['public', 'internal', 'personal']],
    [troubledMap(), ['public', 'internal', 'personal', 'unexplained']],
    [{ ...sampleMap(), links: [] }, []],
  ] as const) {
    const legend = (await renderSvg(map)).split('class="legend"')[1] ?? '';
    expect(all(legend, /class="line (\w+)"/g)).toEqual(kinds);
    expect(all(await renderHtml(map), /name="kind" value="(\w+)"/g)).toEqual(kinds);
  }
});

test('the same map gives the same bytes', async () => {
  for (const map of [troubledMap(), hostileMap()]) {
    expect(renderDot(map)).toBe(renderDot(map));
    expect(await renderHtml(map)).toBe(await renderHtml(map));
  }
  expect((await renderHtml(largeMap())) === large).toBe(true);
  expect(await renderSvg(troubledMap())).toBe(await renderSvg(troubledMap()));
});

test('an empty site is said to be one', async () => {
  const map = { ...sampleMap(), agencies: [], links: [] };
  expect(await renderHtml(map)).toContain('No system stands on this site.');
  expect(await renderSvg(map)).toContain('No system stands on this site.');
});

test('a link whose end is not on the map is in the table and not in the picture', async () => {
  const map = sampleMap();
  const html = await renderHtml({
    ...map,
    links: [...map.links, { from: 'gone/system', to: 'policia/fines', environments: ['prod'], ports: 'TCP 1' }],
  });
  expect(all(html, /<path class="line \w+" data-line="(\d+)"/g)).toHaveLength(99);
  expect(all(html, /<tr data-from="(gone\/system)"/g)).toHaveLength(1);
});

test('no hostile text becomes markup', async () => {
  const html = await renderHtml(hostileMap());
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html.match(/<\/script/g)).toHaveLength(1);
  expect(html).not.toMatch(/<img|<b>bold|onerror="|<!-- |\]\]>/);
  const svg = await renderSvg(hostileMap());
  expect(svg).not.toMatch(/<script|<img|<b>/);
  for (const text of [html, svg]) expect(text.replace(/\n/g, '')).not.toMatch(/\p{Cc}|\p{Cs}|\u202e|\u202c/u);
  expect(html.match(/&#60;\/script&#62;&#60;script&#62;/g)?.length).toBeGreaterThan(3);
});

test('the page fetches nothing and lets nothing but its own script and style run', async () => {
  const html = await renderHtml(sampleMap());
  expect(html).toMatch(
    /content="default-src 'none'; style-src 'sha256-[\w+/]+=+'; script-src 'sha256-[\w+/]+=+'; base-uri 'none'; form-action 'none'"/,
  );
  expect(html).not.toMatch(/ (src|on\w+|style)=|href="[^#]|url\((?!#)|@import|https?:(?!\/\/www\.w3\.org)/);
});

test('a whole state is a file of less than 10 MB', () => {
  expect(Buffer.byteLength(large)).toBeLessThan(10e6);
});

test('every kind of link differs from the others in dashes or width, in letters and in colour', () => {
  for (const look of ['light', 'dark', 'letters'] as const) {
    expect(new Set(KINDS.map((kind) => LOOKS[kind][look])).size).toBe(KINDS.length);
  }
  expect(new Set(KINDS.map((kind) => LOOKS[kind].dashes)).size).toBe(KINDS.length);
  expect(KINDS).toEqual([...DATA_CLASSES, 'unexplained']);
});

test('every colour of text stands out from page and card by 4.5 to 1, light and dark', () => {
  const [light = '', dark = ''] = PICTURE_STYLE.split('@media screen and (prefers-color-scheme: dark)');
  for (const scheme of [light, dark.split('}')[0] ?? '']) {
    const colours = new Map([...scheme.matchAll(/--(\w+): (#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value]));
    const of = (name: string): number => luminance(colours.get(name) ?? '');
    for (const ink of ['ink', 'soft', ...KINDS]) {
      for (const ground of ['page', 'card']) {
        const [low = 0, high = 0] = [of(ink), of(ground)].sort((a, b) => a - b);
        expect({ ink, ground, enough: (high + 0.05) / (low + 0.05) >= 4.5 }).toEqual({ ink, ground, enough: true });
      }
    }
  }
});

/** As WCAG 2.2 defines it. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

test('a text is cut to its room, and wrapped to it where there are lines', () => {
  const name = 'Drejtoria e Përgjithshme e Shërbimeve të Transportit Rrugor';
  expect(shorten('Thesari', 20)).toBe('Thesari');
  expect(shorten(name, 10)).toMatch(/^Drejtoria.*…$/);
  expect(widthOf(shorten(name, 10))).toBeLessThanOrEqual(10);
  expect(wrap(name, 25, 2)).toEqual(['Drejtoria e Përgjithshme e Shërbimeve të', 'Transportit Rrugor']);
  expect(wrap(name, 12, 2)).toEqual(['Drejtoria e', expect.stringMatching(/^Përgjithshme.*…$/)]);
  expect(wrap('x'.repeat(99), 10, 2)).toEqual([expect.stringMatching(/^x+…$/)]);
});
