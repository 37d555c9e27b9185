/**
 * Kubernetes quantities, exactly.
 *
 * A quantity is held as a bigint of thousandths of its unit (a core, a byte, a pod): `500m` is 500n,
 * `1Ki` is 1_024_000n. Nothing is rounded: what is finer than a thousandth is no quantity here.
 */

const BINARY: readonly string[] = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const DECIMAL: readonly string[] = ['k', 'M', 'G', 'T', 'P', 'E'];

/** Thousandths in one unit. */
const UNIT = 1000n;

// Exponents and digits are bounded, so that no text makes a bigint that takes seconds to build.
const FORM = /^([+-]?)(\d{1,30})(?:\.(\d{0,30}))?(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d{1,2}))?$/;

/**
 * The thousandths a quantity stands for.
 *
 * @returns undefined where the text is no quantity, or is finer than a thousandth
 */
export function parseQuantity(text: string): bigint | undefined {
  const match = FORM.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '', fraction = '', suffix = '', exponent = '0'] = match;
  const [factor, divisor] = scale(suffix, Number(exponent));
  const numerator = BigInt(whole + fraction) * factor * UNIT;
  const denominator = 10n ** BigInt(fraction.length) * divisor;
  if (numerator % denominator !== 0n) return undefined;
  const value = numerator / denominator;
  return sign === '-' ? -value : value;
}

/** What a suffix or exponent multiplies by and divides by. */
function scale(suffix: string, exponent: number): readonly [bigint, bigint] {
  if (suffix === 'n') return [1n, 10n ** 9n];
  if (suffix === 'u') return [1n, 10n ** 6n];
  if (suffix === 'm') return [1n, 1000n];
  const binary = BINARY.indexOf(suffix);
  if (binary >= 0) return [1024n ** BigInt(binary + 1), 1n];
  const decimal = DECIMAL.indexOf(suffix);
  if (decimal >= 0) return [1000n ** BigInt(decimal + 1), 1n];
  return exponent < 0 ? [1n, 10n ** BigInt(-exponent)] : [10n ** BigInt(exponent), 1n];
}

/**
 * The thousandths of a quantity that is known to be one: those of a `Fleet` are.
 *
 * @throws RangeError where it is none
 */
export function quantity(text: string): bigint {
  const value = parseQuantity(text);
  if (value === undefined) throw new RangeError(`\`${text}\` is not a quantity`);
  return value;
}

/** Negative where `a` is the smaller, 0 where they are equal. */
export function compareQuantities(a: string, b: string): number {
  const difference = quantity(a) - quantity(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The sum of quantities, in thousandths. */
export function sumQuantities(texts: Iterable<string>): bigint {
  let sum = 0n;
  for (const text of texts) sum += quantity(text);
  return sum;
}

/**
 * A quantity times a plain number, in thousandths, rounded down to a whole one.
 * The factor counts to the millionth, so that 0.34 means 0.34 and not its binary neighbour.
 */
export function multiplyQuantity(value: bigint, factor: number): bigint {
  return (value * BigInt(Math.round(factor * 1_000_000))) / 1_000_000n;
}

/** How a number of cores is written: `3200m`, `64`. */
export function formatCores(value: bigint): string {
  return value % UNIT === 0n ? `${value / UNIT}` : `${value}m`;
}

/** How a number of bytes is written: in the largest binary unit that holds it exactly, `8Gi`, `1536Mi`, `1000`. */
export function formatBytes(value: bigint): string {
  if (value % UNIT !== 0n) return `${value}m`;
  let amount = value / UNIT;
  let unit = '';
  for (const next of BINARY) {
    if (amount === 0n || amount % 1024n !== 0n) break;
    amount /= 1024n;
    unit = next;
  }
  return `${amount}${unit}`;
}
