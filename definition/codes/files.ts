import { count, quote } from '../words';
import { another } from './another';
import { type Change, define, type FileProblem } from './define';

/** STR1xx, first half: files that cannot be read, and YAML that says less or more than it shows. */

const TATIMET = 'agencies/tatimet.yaml';
const edit = (from: string, to: string, file = TATIMET): readonly Change[] => [{ file, from, to }];

const WHAT: Readonly<Partial<Record<FileProblem, readonly [is: string, help: string]>>> = {
  folder: ['is a folder', 'put the files directly into agencies/, one for each agency'],
  link: ['is a symbolic link', 'put the file itself here: a link may lead out of the repository'],
  unreadable: ['cannot be opened', 'give the user who runs this the right to read it'],
};

export const notAFile = define(
  {
    code: 'STR101',
    severity: 'error',
    title: 'not a readable file',
    explanation:
      'An agency is one ordinary file. A folder, a symbolic link or a file without the right to read it would leave ' +
      'an agency out without anyone noticing; a link may besides lead to a file that nobody reviewed.',
    example: {
      wrong: [{ file: 'agencies/policia.yaml', problem: 'link', shown: 'agencies/policia.yaml -> /tmp/policia.yaml' }],
    },
  },
  (name: string, problem: FileProblem) => {
    const [is, help] = WHAT[problem] ?? ['cannot be read', 'put an ordinary file here'];
    return { message: `${quote(name)} ${is}`, help };
  },
);

export const fileTooLarge = define(
  {
    code: 'STR102',
    severity: 'error',
    title: 'file over 128 KiB',
    explanation:
      'A definition written by hand is a few KiB. The limit keeps the time of reading a hostile file below a second.',
    example: {
      wrong: [{ file: 'agencies/policia.yaml', problem: 'large', shown: 'agencies/policia.yaml, 131,073 bytes' }],
    },
  },
  (limit: number) => ({
    message: `the file is larger than ${limit / 1024} KiB`,
    help: 'leave out what is no definition, or split the agency in two',
  }),
);

export const notUtf8 = define(
  {
    code: 'STR106',
    severity: 'error',
    title: 'not UTF-8',
    explanation: 'Files are UTF-8, so that `ë` and `ç` are read by everyone as they were written.',
    example: {
      wrong: [
        {
          file: TATIMET,
          bytes: () => Uint8Array.of(0x6e, 0x61, 0x6d, 0x65, 0x3a, 0x20, 0xeb, 0x0a),
          shown: 'name: \\xEB',
        },
      ],
    },
  },
  (byte: number | undefined) => ({
    message:
      byte === undefined
        ? 'the file is UTF-16, not UTF-8'
        : `the file is not UTF-8: a byte 0x${byte.toString(16).toUpperCase().padStart(2, '0')} where none may stand`,
    help: 'save it as UTF-8 in your editor',
  }),
);

export const emptyFile = define(
  {
    code: 'STR107',
    severity: 'error',
    title: 'empty file',
    explanation: 'A file with nothing in it but comments defines no agency.',
    example: { wrong: [{ file: 'agencies/policia.yaml', text: '# soon\n' }] },
  },
  () => ({ message: 'the file is empty', help: 'write the definition, or delete the file' }),
);

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
      'A file may hold 20,000 once its aliases are written out.',
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

export const missingFile = define(
  {
    code: 'STR124',
    severity: 'error',
    title: 'missing file or folder',
    explanation: 'A fleet is a folder with platform.yaml and agencies/ in it.',
    example: { wrong: [{ file: 'platform.yaml', problem: 'missing', shown: 'a folder without platform.yaml' }] },
  },
  (name: string) => ({
    message: `there is no ${quote(name)}`,
    help: 'run this in the folder that holds platform.yaml and agencies/, or name that folder by --fleet',
  }),
);

export const notYamlName = define(
  {
    code: 'STR125',
    severity: 'error',
    title: 'file name that is not read',
    explanation:
      'Of agencies/ only files whose name ends in `.yaml` are read. Another name, `.yml` among them, would leave an ' +
      'agency out without anyone noticing. Hidden files, backups of editors and README files are left alone.',
    example: { wrong: [{ file: 'agencies/policia.yml', text: 'version: 1\n' }] },
  },
  (name: string, better: string) => ({
    message: `${quote(name)} is not read: its name does not end in \`.yaml\``,
    help: `rename it to ${quote(better)}, or move it out of agencies/`,
  }),
);

export const byteOrderMark = define(
  {
    code: 'STR128',
    severity: 'warning',
    title: 'byte order mark',
    explanation:
      'Some editors put an invisible mark before the first character. It is skipped, but other programs stumble over it.',
    example: {
      wrong: [
        {
          file: 'agencies/policia.yaml',
          bytes: () => new TextEncoder().encode(`\uFEFF${another('policia', 'tims')}`),
          shown: '(EF BB BF)version: 1',
        },
      ],
      right: [{ file: 'agencies/policia.yaml', text: another('policia', 'tims') }],
    },
  },
  () => ({ message: 'the file begins with a byte order mark', help: 'save it as "UTF-8", not as "UTF-8 with BOM"' }),
);
