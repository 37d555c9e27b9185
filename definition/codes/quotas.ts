import { didYouMean, list, quote } from '../words';
import { type Change, define } from './define';

/** STR3xx: sizes, quotas, budgets. */

const edit = (from: string, to: string, file = 'agencies/tatimet.yaml'): readonly Change[] => [{ file, from, to }];

export const unknownSize = define(
  {
    code: 'STR301',
    severity: 'error',
    title: 'unknown size',
    explanation: 'Sizes are those of platform.yaml.',
    example: { wrong: edit('        size: large\n', '        size: huge\n') },
  },
  (name: string, sizes: readonly string[]) => ({
    message: `${quote(name)} is not a size of platform.yaml`,
    help: didYouMean(name, sizes),
  }),
);

export const sizeOrQuota = define(
  {
    code: 'STR302',
    severity: 'error',
    title: 'not exactly one of size and quota',
    explanation: 'An environment says how large it is either by the name of a size or by a quota, field by field.',
    example: { wrong: edit('      test: { size: small }\n', '      test: { hostnames: [] }\n') },
  },
  (name: string, both: boolean) => ({
    message: `${quote(name)} has ${both ? 'both a size and a quota' : 'neither a size nor a quota'}`,
    help: both ? 'delete one of them' : 'add `size: small`, or `quota: { cpu: 2, memory: 8Gi, storage: 50Gi }`',
  }),
);

export const notAQuantity = define(
  {
    code: 'STR303',
    severity: 'error',
    title: 'not a quantity',
    explanation:
      'Amounts are a number and a unit. CPU is counted in cores, `4`, or thousandths of one, `500m`; memory and storage ' +
      'in `Mi`, `Gi` or `Ti`.',
    example: { wrong: edit('cpu: 4, memory: 16Gi, storage: 1Ti', 'cpu: 4, memory: 16 GB, storage: 1Ti') },
  },
  (value: unknown, kind: 'cores' | 'bytes', meant: string | undefined) => ({
    message: `${quote(value)} is not an amount of ${kind === 'cores' ? 'CPU' : 'memory or storage'}`,
    help:
      meant === undefined
        ? kind === 'cores'
          ? 'write cores, such as `4`, or thousandths of a core, such as `500m`'
          : 'write a number and `Mi`, `Gi` or `Ti`, such as `16Gi`'
        : `did you mean ${quote(meant)}?`,
  }),
);

export const notPositive = define(
  {
    code: 'STR304',
    severity: 'error',
    title: 'zero or negative amount',
    explanation: 'An environment that may ask for nothing can run nothing.',
    example: { wrong: edit('quota: { cpu: 4,', 'quota: { cpu: 0,') },
  },
  (value: unknown) => ({ message: `${quote(value)} is not more than zero`, help: 'write an amount above zero' }),
);

export const decimalUnit = define(
  {
    code: 'STR305',
    severity: 'warning',
    title: 'decimal unit',
    explanation:
      '`M` is a million bytes, `Mi` 1,048,576. Memory and disks are sold in the latter, and the former is mostly a slip.',
    example: { wrong: edit('storage: 1Ti }', 'storage: 1T }') },
  },
  (value: string) => ({
    message: `${quote(value)} counts by thousands: ${quote(`${value}i`)} was probably meant`,
    help: `write ${quote(`${value}i`)}`,
  }),
);

export const largerThanSite = define(
  {
    code: 'STR306',
    severity: 'error',
    title: 'larger than the site',
    explanation: 'The environment asks for more than the whole site holds once its reserve for failures is kept free.',
    example: {
      wrong: [
        ...edit('quota: { cpu: 4,', 'quota: { cpu: 2000,'),
        ...edit('budget: { cpu: 64,', 'budget: { cpu: 4000,'),
      ],
    },
  },
  (environment: string, parts: readonly string[], site: string) => ({
    message: `${quote(environment)} asks site ${quote(site)} for more than it can ever hold: ${list(parts, 'and')}`,
    help: 'ask for less, or ask the platform team what the site can give',
  }),
);

export const overBudget = define(
  {
    code: 'STR307',
    severity: 'error',
    title: 'over budget',
    explanation: 'All environments of an agency together may ask for its budget and not more.',
    example: { wrong: edit('budget: { cpu: 64,', 'budget: { cpu: 16,') },
  },
  (resource: string, asked: string, budget: string, over: string, largest: readonly string[]) => ({
    message: `the environments ask for ${resource} ${asked}, which is ${over} more than the budget of ${quote(budget)}`,
    help: `make one smaller, or raise the budget; the largest are ${list(largest, 'and')}`,
  }),
);

export const tooFewBytes = define(
  {
    code: 'STR308',
    severity: 'error',
    title: 'amount without a unit',
    explanation: 'A number without a unit counts bytes, and `m` thousandths of one: nothing runs in less than a MiB.',
    example: { wrong: edit('quota: { cpu: 4, memory: 16Gi,', 'quota: { cpu: 4, memory: 16,') },
  },
  (value: string, meant: string | undefined) => ({
    message: `${quote(value)} is less than one MiB`,
    help:
      meant === undefined ? 'write a number and `Mi`, `Gi` or `Ti`, such as `16Gi`' : `did you mean ${quote(meant)}?`,
  }),
);
