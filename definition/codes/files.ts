import { quote } from '../words';
import { another } from './another';
import { define, type FileProblem } from './define';

/** STR1xx: files that cannot be read. */

const TATIMET = 'agencies/tatimet.yaml';

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
      wrong: [
        { file: 'agencies/policia.yaml', problem: 'link', shown: 'agencies/policia.yaml -> ../elsewhere/policia.yaml' },
      ],
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
