import { didYouMean, either, list, nearest, quote } from '../words';
import { type Change, define } from './define';

/** STR1xx: fields and values of the wrong shape. */

const edit = (from: string, to: string, file = 'agencies/tatimet.yaml'): readonly Change[] => [{ file, from, to }];

export const unknownField = define(
  {
    code: 'STR103',
    severity: 'error',
    title: 'unknown field',
    explanation: 'A field nobody reads is mostly a field spelt wrongly, and its author believes that it works.',
    example: { wrong: edit('budget: { cpu: 64,', 'bugdet: {}\nbudget: { cpu: 64,') },
  },
  (name: string, known: readonly string[]) => ({
    message: `${quote(name)} is not a known field`,
    help:
      nearest(name, known) === undefined
        ? known.length === 0
          ? 'delete it'
          : `delete it; the fields here are ${list(known.map(quote), 'and', 20)}`
        : didYouMean(name, known),
  }),
);

export const missingField = define(
  {
    code: 'STR104',
    severity: 'error',
    title: 'missing field',
    explanation: 'A field without a default is not there. The finding stands at the key of the map that lacks it.',
    example: { wrong: edit('ministry: Ministria e Financave\n', '') },
  },
  (name: string, of: string | undefined, example: string | undefined) => ({
    message: `${of === undefined ? '' : `${quote(of)} has no field `}${quote(name)}${of === undefined ? ' is missing' : ''}`,
    help: `add \`${name}: ${example ?? '...'}\``,
  }),
);

export const wrongType = define(
  {
    code: 'STR105',
    severity: 'error',
    title: 'wrong kind of value',
    explanation: 'A list where a map is expected, a text where a number is, or a key with nothing behind it.',
    example: { wrong: edit('  admin: [tatimet-admins]\n', '  admin: tatimet-admins\n') },
  },
  (name: string, expected: string, got: string) => ({
    message: `${quote(name)} takes ${expected}, not ${got}`,
    help: WRITE[expected] ?? `write ${expected}`,
  }),
);

const WRITE: Readonly<Record<string, string>> = {
  'a map': 'write `key: value` lines below it, indented by two spaces',
  'a list': 'write the values in brackets, separated by commas: `[first, second]`',
  'true or false': 'write `true` or `false`, without quotes',
  'a whole number': 'write the digits alone, without quotes or leading zeros',
  'a number': 'write the digits alone, with a point before decimals',
  text: 'write the text behind the colon, in quotes if it begins with a special character',
};

export const blankText = define(
  {
    code: 'STR118',
    severity: 'error',
    title: 'blank text',
    explanation: 'A required text has nothing in it but blanks.',
    example: { wrong: edit('name: Drejtoria e Përgjithshme e Tatimeve\n', 'name: " "\n') },
  },
  () => ({ message: 'the text is blank', help: 'write something in it' }),
);

export const invalidChoice = define(
  {
    code: 'STR119',
    severity: 'error',
    title: 'not one of the values allowed',
    explanation: 'The field takes one of a few words.',
    example: { wrong: edit('    service: 24x7\n', '    service: 24/7\n') },
  },
  (value: unknown, choices: readonly string[]) => ({
    message: `${quote(value)} is not one of ${either(choices)}`,
    help: didYouMean(String(value), choices),
  }),
);

export const outOfRange = define(
  {
    code: 'STR120',
    severity: 'error',
    title: 'number out of range',
    explanation: 'The number is smaller or larger than the field allows.',
    example: { wrong: edit('        port: 8443\n', '        port: 84430\n') },
  },
  (value: unknown, from: string, to: string) => ({
    message: `${quote(value)} is not between ${from} and ${to}`,
    help: `write a number from ${from} to ${to}`,
  }),
);

export const invalidDate = define(
  {
    code: 'STR121',
    severity: 'error',
    title: 'not a date',
    explanation: 'A day is written year, month, day, and the calendar has it.',
    example: { wrong: edit('until: 2027-12-31', 'until: 31.12.2027') },
  },
  (value: unknown) => ({
    message: `${quote(value)} is not a date`,
    help: 'write year-month-day, such as `2027-12-31`',
  }),
);

export const invalidDuration = define(
  {
    code: 'STR122',
    severity: 'error',
    title: 'not a duration',
    explanation: 'A duration is one whole number and one unit: `m` minutes, `h` hours, `d` days.',
    example: { wrong: edit('rpo: 15m', 'rpo: 15 minutes', 'platform.yaml') },
  },
  (value: unknown) => ({
    message: `${quote(value)} is not a duration`,
    help: 'write a number and `m`, `h` or `d`, such as `15m`, `24h`, `35d`',
  }),
);

export const invalidEmail = define(
  {
    code: 'STR123',
    severity: 'error',
    title: 'not an e-mail address',
    explanation: 'Contacts are addresses at which people are reached at night, too.',
    example: { wrong: edit('  owner: drejtoria@tatimet.example\n', '  owner: drejtoria\n') },
  },
  (value: unknown) => ({
    message: `${quote(value)} is not an e-mail address`,
    help: 'write one address, such as `zyra@agjencia.gov.al`',
  }),
);

export const nothingInside = define(
  {
    code: 'STR126',
    severity: 'error',
    title: 'empty list or map',
    explanation: 'At least one entry is needed: nothing would follow from the field otherwise, or everything would.',
    example: { wrong: edit('        pods: { app: status-api }\n', '        pods: {}\n') },
  },
  (name: string) => ({ message: `${quote(name)} is empty`, help: 'write at least one entry' }),
);

export const unknownVersion = define(
  {
    code: 'STR127',
    severity: 'error',
    title: 'unknown version',
    explanation: 'The version of the file format. There is one so far.',
    example: { wrong: edit('version: 1\n', 'version: 2\n') },
  },
  (value: unknown) => ({
    message: `${quote(value)} is not a known version of this file's format`,
    help: 'write `version: 1`',
  }),
);

export const listedTwice = define(
  {
    code: 'STR129',
    severity: 'warning',
    title: 'listed twice',
    explanation: 'The second entry changes nothing.',
    example: { wrong: edit('[tatimet-admins]', '[tatimet-admins, tatimet-admins]') },
  },
  (value: unknown) => ({ message: `${quote(value)} is in the list already`, help: 'delete the second one' }),
);
