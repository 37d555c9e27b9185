import fc from 'fast-check';
import { isMap, parse, parseDocument } from 'yaml';
import { insertEntry } from '../../cli/edit/insert-entry';
import { fleet } from '../definition/arbitraries';
import { layout, type Place, placesOf } from './layouts';

const TO = ['s', 'a', 'to'];
const ENTRY = 'x/y:\n  basis: B, [b]\n  until: 2030-01-01\n';
const add = (text: string, path: readonly string[] = TO): string => insertEntry(text, path, ENTRY, { make: true }).text;
const FLOW = 'x/y: { basis: "B, [b]", until: 2030-01-01 }';

test('an entry goes below the last one and the comments that belong to it', () => {
  expect(
    add(`s:
  a:
    to:   # who may
      # the first
      "k":   {  a:  1 }   # said

      # nothing more of it

    # about pods
    pods: {}
`),
  ).toBe(`s:
  a:
    to:   # who may
      # the first
      "k":   {  a:  1 }   # said

      # nothing more of it
      x/y:
        basis: B, [b]
        until: 2030-01-01

    # about pods
    pods: {}
`);
});

test('says which lines are new', () => {
  const { line, lines, replaced } = insertEntry('s:\n  a:\n    k: 1\n\nz: 1\n', TO, ENTRY, { make: true });
  expect({ line, lines, replaced }).toEqual({
    line: 4,
    lines: ['    to:', '      x/y:', '        basis: B, [b]', '        until: 2030-01-01'],
    replaced: 0,
  });
  const flow = insertEntry('s:\n  a: { k: 1 }\n', ['s', 'a'], 'q: 1');
  expect(flow).toEqual({ text: 's:\n  a: { k: 1, q: 1 }\n', line: 2, lines: ['  a: { k: 1, q: 1 }'], replaced: 1 });
});

const BELOW = '      x/y:\n        basis: B, [b]\n        until: 2030-01-01\n';

test.each([
  ['a map that is not there', 's:\n  a:\n    k: 1\nz: 1\n', `s:\n  a:\n    k: 1\n    to:\n${BELOW}z: 1\n`],
  ['a field without a value', 's:\n  a:\n    to:\nz: 1\n', `s:\n  a:\n    to:\n${BELOW}z: 1\n`],
  [
    'a field with a comment alone',
    's:\n  a:\n    to:  \n      # nobody\n',
    `s:\n  a:\n    to:  \n      # nobody\n${BELOW}`,
  ],
  ['an empty map', 's:\n  a:\n    to: {} # yet\n    k: 1\n', `s:\n  a:\n    to: # yet\n${BELOW}    k: 1\n`],
  ['no last line break', 's:\n  a:\n    to:\n      k: 1', `s:\n  a:\n    to:\n      k: 1\n${BELOW}`],
  [
    'an indentation of one',
    's:\n a:\n  k: 1\n',
    's:\n a:\n  k: 1\n  to:\n   x/y:\n    basis: B, [b]\n    until: 2030-01-01\n',
  ],
  ['quoted keys', '"s":\n  \'a\':\n    "to":\n      k: 1\n', `"s":\n  'a':\n    "to":\n      k: 1\n${BELOW}`],
  [
    'an anchor that nothing repeats',
    's:\n  a: &a\n    to:\n      k: 1\n',
    `s:\n  a: &a\n    to:\n      k: 1\n${BELOW}`,
  ],
  [
    'an entry that is an alias',
    'k: &k {}\ns:\n  a:\n    to:\n      k: *k\n',
    `k: &k {}\ns:\n  a:\n    to:\n      k: *k\n${BELOW}`,
  ],
  [
    'a text that goes on',
    's:\n  a:\n    to:\n      k: a\n        b\n',
    `s:\n  a:\n    to:\n      k: a\n        b\n${BELOW}`,
  ],
  [
    'a list below',
    's:\n  a:\n    k:\n    - 1\n    -   2 # two\n',
    `s:\n  a:\n    k:\n    - 1\n    -   2 # two\n    to:\n${BELOW}`,
  ],
  [
    'the end of a document',
    '---\ns:\n  a:\n    to:\n      k: 1\n...\n',
    `---\ns:\n  a:\n    to:\n      k: 1\n${BELOW}...\n`,
  ],
  ['a byte order mark', '\uFEFFs:\n  a:\n    to:\n      k: 1\n', `\uFEFFs:\n  a:\n    to:\n      k: 1\n${BELOW}`],
  ['a map on one line', 's:\n  a:\n    to: { k: 1 } # k\n', `s:\n  a:\n    to: { k: 1, ${FLOW} } # k\n`],
  ['a parent on one line', 's:\n  a: { k: 1 }\n', `s:\n  a: { k: 1, to: { ${FLOW} } }\n`],
  ['nothing within brackets', 's: { a: { to: , b: 1 } }\n', `s: { a: { to: { ${FLOW} } , b: 1 } }\n`],
  ['an empty map within brackets', 's: { a: { to: {} } }\n', `s: { a: { to: { ${FLOW} } } }\n`],
  [
    'brackets over several lines, with a comma at the end',
    's:\n  a:\n    to: {\n      k: 1, # k\n      l: 1,\n      # end\n    }\n',
    `s:\n  a:\n    to: {\n      k: 1, # k\n      l: 1,\n      # end\n      ${FLOW},\n    }\n`,
  ],
  [
    'brackets over several lines, without',
    's:\n  a:\n    to: { # who\n      # k\n      k: 1, # k\n      l: 1 # l\n    }\n',
    `s:\n  a:\n    to: { # who\n      ${FLOW},\n      # k\n      k: 1, # k\n      l: 1 # l\n    }\n`,
  ],
  [
    'brackets over several lines, that begin on the first',
    's:\n  a:\n    to: { k: 1, # k\n      l: 1 # l\n    }\n',
    `s:\n  a:\n    to: { k: 1, # k\n      l: 1, ${FLOW} # l\n    }\n`,
  ],
  [
    'empty brackets over two lines',
    's:\n  a:\n    to: { # none\n    }\n',
    `s:\n  a:\n    to: { # none\n      ${FLOW}\n    }\n`,
  ],
])('%s', (_, before, after) => {
  expect(add(before)).toBe(after);
  expect(add(before.replaceAll('\n', '\r\n'))).toBe(after.replaceAll('\n', '\r\n'));
});

test.each([
  ['an entry that is there', 's:\n  a:\n    to: { x/y: 1 }\n', '`s.a.to` has `x/y` already'],
  ['a parent that is not there', 's:\n  b: 1\n', '`s` has no `a`'],
  ['a name that every object has', 'toString: 1\n', 'the top of the file has no `s`'],
  ['a value that is no map', 's:\n  a:\n    to: [1]\n', '`s.a.to` holds no entries'],
  ['an alias', 'k: &k { l: 1 }\ns:\n  a:\n    to: *k\n', '`s.a.to` repeats what stands at `&k`'],
  ['an alias further up', 'k: &k { to: { l: 1 } }\ns:\n  a: *k\n', '`s.a` repeats what stands at `&k`'],
  ['what an alias repeats', 's:\n  a: &a\n    to: { l: 1 }\n  b: *a\n', '`s.a` is repeated elsewhere as `*a`'],
  ['an empty field that an alias repeats', 's:\n  a:\n    to: &a\n  b: *a\n', 'is laid out too unusually'],
  ['null in a word', 's:\n  a:\n    to: ~\n', '`s.a.to` holds no entries'],
  ['a text that is empty', "s:\n  a:\n    to: ''\n", 'is laid out too unusually'],
  ['several documents', 's:\n  a: {}\n---\ns: 1\n', 'no sound YAML'],
  ['no YAML', 's: [', 'no sound YAML'],
  ['nothing', '', 'the file holds no definition'],
])('refuses %s in words', (_, text, says) => {
  expect(() => add(text)).toThrow(says);
});

const ENTRIES: Readonly<Record<Place['kind'], string>> = {
  systems: 'zz-new:\n  title: "N: n"\n  environments:\n    test: { size: small }\n    prod:\n      size: small\n',
  to: 'zz/new:\n  basis: "102/2014 \\"K, d\\""\n  purpose: P [p], {p}\n  until: 2037-12-31\n',
  consumes: 'zz/new/one: { pods: { app: worker } }\n',
  quarantine: 'quarantine: { since: 2027-01-01, by: siguria@tatimet.example, reason: "Sulm, i dyshuar" }\n',
};

test('whatever a sound file looks like, an insertion adds lines, keeps comments, and says what was wanted', () => {
  const agency = fleet.filter(({ agencies }) => agencies.length > 0).map(({ agencies: [first] }) => first);
  fc.assert(
    fc.property(agency, fc.nat(), fc.nat(), (one, seed, pick) => {
      if (!one) return;
      const { text, data, comments } = layout(one, seed);
      const places = placesOf(data);
      const place = places[pick % places.length];
      if (!place) return;
      const entry = ENTRIES[place.kind];
      const edit = insertEntry(text, place.path, entry, { make: place.kind !== 'quarantine' });
      expect(parse(edit.text)).toEqual(withEntry(data, place.path, parse(entry) as object));
      expect(comments.filter((comment) => !edit.text.includes(comment))).toEqual([]);
      const most = inBrackets(text, place.path) ? 1 : 0;
      if (most === 0) expect(linesLost(text, edit.text)).toEqual([]);
      expect(edit.replaced).toBeLessThanOrEqual(most);
      expect(isLost(text.replace(/ *\{\s*\}/g, ''), edit.text)).toBe(false);
      const [key = ''] = Object.keys(parse(entry) as object);
      expect(edit.lines.join('\n')).toContain(`${key}:`);
      expect(edit.text.split(/\r?\n/).slice(edit.line - 1, edit.line - 1 + edit.lines.length)).toEqual(edit.lines);
    }),
    { numRuns: 400 },
  );
});

/** Whether a map, or one above it, is written in brackets. */
function inBrackets(text: string, path: readonly string[]): boolean {
  const { contents } = parseDocument(text);
  return path.some((_, depth) => {
    const node = isMap(contents) ? contents.getIn(path.slice(0, depth + 1)) : undefined;
    return isMap(node) && node.flow === true;
  });
}

/** Lines of a text that do not stand, in order, in another. */
function linesLost(before: string, after: string): string[] {
  const lines = after.split(/\r?\n/);
  let at = 0;
  return before.split(/\r?\n/).filter((line) => {
    const found = lines.indexOf(line, at);
    if (found >= 0) at = found + 1;
    return found < 0 && line !== '';
  });
}

/** Whether a character of a text does not stand, in order, in another. */
function isLost(before: string, after: string): boolean {
  let at = 0;
  return [...before].some((character) => {
    at = after.indexOf(character, at) + 1;
    return at === 0;
  });
}

type Fields = Readonly<Record<string, unknown>>;

function withEntry(data: unknown, [step, ...rest]: readonly string[], entry: object): Fields {
  const fields = (data ?? {}) as Fields;
  return step === undefined ? { ...fields, ...entry } : { ...fields, [step]: withEntry(fields[step], rest, entry) };
}

test('a byte order mark takes no column', () => {
  expect(insertEntry('\uFEFFa: 1\n', ['s'], 'b: 1', { make: true }).text).toBe('\uFEFFa: 1\ns:\n  b: 1\n');
});

test('a map that is not there is made only where that is asked for', () => {
  expect(() => insertEntry('s:\n  a:\n    k: 1\n', TO, ENTRY)).toThrow('`s.a` has no `to`');
});

test('a name is the text it is written as', () => {
  expect(insertEntry('s: { 012: {}, 1e3: {} }\n', ['s', '012'], '0x1: 0.50').text).toBe(
    's: { 012: { 0x1: 0.50 }, 1e3: {} }\n',
  );
});
