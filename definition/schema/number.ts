import type { Problem } from '../codes/define';
import { decimalUnit, notAQuantity, notPositive, tooFewBytes } from '../codes/quotas';
import { outOfRange, wrongType } from '../codes/shape';
import { parseQuantity } from '../quantity';
import { kindOf, leaf, type Text } from './leaf';

/** Thousandths in a MiB: a quota below has lost its unit. */
const MEBIBYTE = 1024n * 1024n * 1000n;

/** A whole number. */
export const whole = (from: number, to: number) =>
  leaf<number>({ type: 'integer', minimum: from, maximum: to }, (value) => {
    if (typeof value === 'number' && Number.isInteger(value)) return within(value, from, to);
    return (name) =>
      wrongType(
        name,
        'a whole number',
        typeof value === 'string' ? `the text \`${value.slice(0, 40)}\`` : kindOf(value),
      );
  });

/** A number with or without decimals; `0.60` is as good as `0.6`. */
export const decimal = (shown: {
  readonly minimum: number;
  readonly maximum?: number;
  readonly exclusiveMaximum?: number;
}) =>
  leaf<Text>({ type: 'number', ...shown }, (value) => {
    const number =
      typeof value === 'number'
        ? value
        : typeof value === 'string' && /^\d{1,15}\.\d{1,15}$/.test(value)
          ? Number(value)
          : undefined;
    if (number === undefined)
      return (name) =>
        wrongType(name, 'a number', typeof value === 'string' ? `the text \`${value.slice(0, 40)}\`` : kindOf(value));
    const below = shown.exclusiveMaximum ?? Number.POSITIVE_INFINITY;
    if (number < below)
      return within(number, shown.minimum, shown.maximum ?? shown.exclusiveMaximum ?? Number.MAX_SAFE_INTEGER);
    return outOfRange(value, String(shown.minimum), `${below}, ${below} itself excluded`);
  });

function within(value: number, from: number, to: number): Problem | undefined {
  if (value >= from && value <= to) return undefined;
  return outOfRange(value, String(from), to === Number.MAX_SAFE_INTEGER ? 'any' : String(to));
}

/** Cores. */
export const cores = () =>
  leaf<Text>(
    { type: ['string', 'number'], pattern: '^[0-9]+(\\.[0-9]+)?m?$', exclusiveMinimum: 0, examples: [4, '500m'] },
    (value) => {
      const text = textOf(value);
      if (text === undefined) return (name) => wrongType(name, 'an amount of CPU', kindOf(value));
      const amount = /^[+-]?[\d.]+([eE][+-]?\d+|[numk])?$/.test(text) ? parseQuantity(text) : undefined;
      if (amount === undefined) return notAQuantity(text, 'cores', undefined);
      return amount > 0n ? undefined : notPositive(text);
    },
  );

/** Bytes of memory or storage. */
export const bytes = () =>
  leaf<Text>(
    {
      type: ['string', 'number'],
      pattern: '^[0-9]+(\\.[0-9]+)?(Ki|Mi|Gi|Ti|Pi|k|M|G|T|P)?$',
      exclusiveMinimum: 0,
      examples: ['16Gi', '2Ti'],
    },
    (value) => {
      const text = textOf(value);
      if (text === undefined) return (name) => wrongType(name, 'an amount of memory or storage', kindOf(value));
      const amount = parseQuantity(text);
      if (amount === undefined) return notAQuantity(text, 'bytes', meantBytes(text));
      if (amount <= 0n) return notPositive(text);
      return amount < MEBIBYTE ? tooFewBytes(text, meantBytes(text)) : undefined;
    },
  );

/** The warning of an amount in decimal units: not of the schema, since it stops nothing. */
export function decimalUnitWarning(text: string): Problem | undefined {
  return /\d[kMGTPE]$/.test(text) ? decimalUnit(text.replace(/k$/, 'K')) : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** `16 GB`, `16gb` and `16` as they were meant. */
function meantBytes(text: string): string | undefined {
  const match = /^(\d{1,6}(?:\.\d{1,6})?)\s*([kmgt]?)i?b?m?$/i.exec(text.trim());
  if (!match || text.endsWith('m')) return undefined;
  const unit = (match[2] || 'g').toUpperCase();
  const meant = `${match[1]}${unit}i`;
  return parseQuantity(meant) === undefined ? undefined : meant;
}
