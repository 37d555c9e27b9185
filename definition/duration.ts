/** Durations as the files write them: one whole number and one unit, `15m`, `24h`, `35d`. */

const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** Up to 9,999 of a unit: beyond that a shorter way of writing it exists. */
const FORM = /^([1-9]\d{0,3})([smhd])$/;

/**
 * Seconds of a duration.
 *
 * @returns undefined where the text is no duration
 */
export function parseDuration(text: string): number | undefined {
  const match = FORM.exec(text);
  if (!match) return undefined;
  return Number(match[1]) * SECONDS[match[2] as keyof typeof SECONDS];
}

/**
 * Seconds of a duration that is known to be one: those of a `Fleet` are.
 *
 * @throws RangeError where it is none
 */
export function seconds(text: string): number {
  const value = parseDuration(text);
  if (value === undefined) throw new RangeError(`\`${text}\` is not a duration`);
  return value;
}
