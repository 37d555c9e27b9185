import { count, quote } from '../words';
import { type Change, define } from './define';

/** STR1xx: YAML that is none, or says less or more than it shows. */

const TATIMET = 'agencies/tatimet.yaml';
const edit = (from: string, to: string): readonly Change[] => [{ file: TATIMET, from, to }];

export const invalidYaml = define(
  {
    code: 'STR108',
    severity: 'error',
    title: 'not YAML',
    explanation:
      'The text breaks a rule of YAML. Only the first such place of a file is named: what follows it may be read wrongly.',
    example: { wrong: edit('  admin: [tatimet-admins]\n', '  admin: [tatimet-admins\n') },
  },
  (message: string, help: string) => ({ message, help }),
);

export const unresolvedAlias = (name: string) =>
  invalidYaml(
    `${quote(`*${name}`)} repeats nothing`,
    `write the value out, or name it ${quote(`&${name}`)} above this line`,
  );

export const tabIndent = define(
  {
    code: 'STR109',
    severity: 'error',
    title: 'indented by a tab',
    explanation: 'YAML is indented by spaces alone: a tab has no agreed width.',
    example: { wrong: edit('  owner: drejtoria@tatimet.example\n', '\towner: drejtoria@tatimet.example\n') },
  },
  () => ({ message: 'the line is indented by a tab', help: 'indent by two spaces' }),
);

export const severalDocuments = define(
  {
    code: 'STR110',
    severity: 'error',
    title: 'several documents in one file',
    explanation: 'A line `---` begins a second document, which would not be read.',
    example: { wrong: edit('systems:\n', '---\nsystems:\n') },
  },
  () => ({ message: 'a second document begins here', help: 'delete the line `---`, or make a file for each agency' }),
);

export const duplicateKey = define(
  {
    code: 'STR111',
    severity: 'error',
    title: 'a key twice',
    explanation: 'Of two equal keys one would be dropped in silence.',
    example: {
      wrong: edit(
        'ministry: Ministria e Financave\n',
        'ministry: Ministria e Financave\nministry: Ministria e Financave\n',
      ),
    },
  },
  (key: string, line: number) => ({
    message: `${quote(key)} stands here a second time`,
    help: `it stands on line ${line} already: keep one of them`,
  }),
);

export const tooManyValues = define(
  {
    code: 'STR112',
    severity: 'error',
    title: 'too many values',
    explanation:
      'Aliases may repeat a value, and repeat repetitions: a few lines then stand for billions of values. ' +
      'A file may hold 10,000 once its aliases are written out.',
    example: {
      wrong: edit(
        '  viewer: [tatimet-auditors]\n',
        `  viewer: [&a [x, x, x, x, x, x, x, x, x, x], &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a], ` +
          `&c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b], &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c], *d]\n`,
      ),
    },
  },
  (limit: number) => ({
    message: `with its aliases written out the file holds more than ${count(limit, 'value')}`,
    help: 'write the values out instead of repeating them by `*`',
  }),
);

export const explicitTag = define(
  {
    code: 'STR113',
    severity: 'error',
    title: 'explicit tag',
    explanation: 'A tag such as `!!str` changes what a value is. The schema alone says what each value is.',
    example: { wrong: edit('agency: tatimet\n', 'agency: !!str tatimet\n') },
  },
  (tag: string) => ({
    message: `${quote(tag)} is a tag`,
    help: 'delete it, or put the value in quotes if it is meant to begin so',
  }),
);

export const yamlDirective = define(
  {
    code: 'STR114',
    severity: 'error',
    title: 'directive',
    explanation: 'A line beginning with `%` changes the rules by which the file is read.',
    example: { wrong: edit('version: 1\n', '%YAML 1.1\n---\nversion: 1\n') },
  },
  (directive: string) => ({ message: `${quote(directive)} is a directive`, help: 'delete the line' }),
);

export const mergeKey = define(
  {
    code: 'STR115',
    severity: 'error',
    title: 'merge key',
    explanation: 'The key `<<` is not part of YAML 1.2: some programs merge, some do not. Here nothing is merged.',
    example: {
      wrong: [
        { file: TATIMET, from: '      test: { size: small }\n', to: '      test: &small { size: small }\n' },
        { file: TATIMET, from: '      prod: { size: small }\n', to: '      prod: { <<: *small, size: small }\n' },
      ],
    },
  },
  () => ({ message: '`<<` merges nothing here', help: 'write the fields out' }),
);

export const nestedTooDeep = define(
  {
    code: 'STR116',
    severity: 'error',
    title: 'nested too deep',
    explanation: 'No field lies deeper than eight levels; what does is a mistake or an attack.',
    example: { wrong: edit('agency: tatimet\n', `agency: ${'['.repeat(30)}${']'.repeat(30)}\n`) },
  },
  (limit: number) => ({
    message: `nested deeper than ${limit} levels`,
    help: 'look for brackets too many, or lines indented too far',
  }),
);

export const hiddenCharacterFound = define(
  {
    code: 'STR117',
    severity: 'error',
    title: 'hidden character',
    explanation:
      'Control characters, bidirectional overrides and zero-width characters make a reviewer see another text than ' +
      'the machine reads. Every value stands on one line.',
    example: { wrong: edit('name: Drejtoria e Përgjithshme e Tatimeve\n', 'name: "Drejtoria e \\u202ETatimeve"\n') },
  },
  (name: string) => ({
    message: `${name} in the text`,
    help: name.startsWith('a line break')
      ? 'write the value on one line; a long one may follow `>-` on the lines below'
      : 'delete it: type the word again by hand',
  }),
);
