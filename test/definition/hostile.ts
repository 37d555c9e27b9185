import { MAX_BYTES } from '../../definition/file';
import { MAX_VALUES } from '../../definition/yaml/convert';

/** Texts of the largest size allowed, made to be slow, deep or endless. */

const PIECES: readonly string[] = [
  '[',
  ']',
  '{',
  '}',
  '- ',
  '? ',
  ': ',
  ':',
  'a: ',
  'a:\n',
  'a: b\n',
  '? a\n: b\n',
  '&a ',
  '&a [',
  '*a ',
  '!a ',
  '!!str ',
  '"',
  "'",
  '|\n',
  '>\n ',
  '#',
  '#\n',
  '\t',
  '\r',
  '\n',
  ' ',
  '%\n',
  '---\n',
  '...\n',
  '[,',
  '[a,',
  '[?',
  '{a: b, ',
  '{a: {',
  '-\n',
  '"\\',
  '"\\u0041"\n',
  "'a'\n",
  'a ',
  '`',
  '@',
  '\0',
  '\u202e',
  '\ufeff',
  '<<: *a\n',
  '<<: a\n',
  '__proto__: a\n',
  '~: a\n',
  'a: &a [*a,*a]\n',
  '- &a\n',
  '日',
  'e\u0301',
  '👩',
  '\ud83d',
  '=',
  ',',
  ' a\n',
  'a\n',
];

/** Documents of the right shape, with as many entries as fit. */
const SHAPES: readonly ((index: number) => string)[] = [
  (index) => `k${index}: a\n`,
  (index) => `"k${index}": {}\n`,
  (index) => `k${index}: [a, a]\n`,
];

const WITHIN: readonly (readonly [head: string, entry: (index: number) => string])[] = [
  ['agency: a\nsystems:\n', (index) => `  s${index}: {}\n`],
  ['agency: a\nsystems:\n', (index) => `  S ${index}: { environments: { prod: { hostnames: [a] } } }\n`],
  ['agency: a\nsystems: { a: { environments: { prod: { hostnames: [', (index) => `h${index}.gov.al, `],
  ['agency: a\nsystems: { a: { environments: { prod: { hostnames: [', () => 'a.gov.al, '],
  [
    'agency: a\nsystems: { a: { environments: { prod: { hostnames: [',
    (index) => `'*.${'a.'.repeat(index % 120)}gov.al', `,
  ],
  ['agency: a\nsystems: { a: { internet: {', (index) => `r${index}: { cidr: 10.0.0.${index % 256}/8 }, `],
  ['agency: a\nsystems: { a: { consumes: {', (index) => `a/a/s${index}: {}, `],
  [
    'agency: a\nsystems: { a: { exposes: { s: { data: personal, to: {',
    (index) => `b/s${index}: { until: 2020-01-01 }, `,
  ],
  ['agency: a\nsystems: { a: { consumes: {', (index) => `a/s${index}/s: {}, `],
  [
    'agency: a\nsystems: { s: { consumes: { a/q/q: {} } }, ',
    (index) => `s${index}: { consumes: { a/t${index}/x: {} } }, `,
  ],
  [
    'agency: a\nsystems: { s: { consumes: { a/q/q: {} } }, ',
    (index) => `s${index}: { exposes: { x: { to: { a/s: {} } } } }, `,
  ],
  ['agency: a\nsystems: { s: { consumes: {', (index) => `a/p/y${index}: {}, `],
  [
    'agency: a\nsystems: {',
    (index) => `s${index}: { environments: { prod: { size: tiny, hostnames: ['*.gov.al'] } } }, `,
  ],
  ['agency: a\naccess: { admin: [', (index) => `g${index}, `],
  ['agency: a\naccess: { admin: [', () => "'system:a', "],
  ['platform: a\nnetwork: { pods: [', (index) => `10.${index % 256}.0.0/16, `],
  ['platform: a\nsites: {', (index) => `s${index}: { context: a, role: primary }, `],
  ['platform: a\ncontinuity: {', (index) => `c${index}: { copies: [a], rpo: 1d, retention: 1h, restoreOrder: 1 }, `],
];

function filled(head: string, entry: (index: number) => string): string {
  const ends = [...head.matchAll(/[[{]/g)]
    .map(([open]) => (open === '[' ? ']' : '}'))
    .reverse()
    .join('');
  let text = head;
  let values = valuesOf(head);
  for (let index = 0; text.length + entry(index).length + ends.length <= MAX_BYTES; index += 1) {
    values += valuesOf(entry(index));
    if (values > MAX_VALUES) break;
    text += entry(index);
  }
  return text + ends;
}

/** At most the size allowed, in bytes. */
function cut(text: string): string {
  return Buffer.from(text)
    .subarray(0, MAX_BYTES)
    .toString()
    .replace(/\ufffd$/, '');
}

/** How many values an entry stands for: a map or list counts as one, and so does each value in it. */
function valuesOf(entry: string): number {
  return [...entry.matchAll(/[[{:,]/g)].length + 1;
}

export const hostile: readonly (readonly [name: string, text: string])[] = [
  ...PIECES.map((piece) => [`${JSON.stringify(piece)} again and again`, cut(piece.repeat(MAX_BYTES))] as const),
  ...SHAPES.map((entry) => [`${JSON.stringify(entry(0))} and so on`, filled('', entry)] as const),
  ...WITHIN.map(([head, entry]) => [`${JSON.stringify(head + entry(0))} and so on`, filled(head, entry)] as const),
  ['one line of letters', 'a'.repeat(MAX_BYTES)],
  ['steps', filled('', (index) => `${' '.repeat(index)}a:\n`)],
  ['a long key', `${'a'.repeat(MAX_BYTES - 3)}: b`],
  ['many hidden characters on many lines', filled('', () => 'a\u200b\n')],
];
