/** Days as the files write them: `YYYY-MM-DD`. */

const DAY_MS = 86_400_000;
const FORM = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * The number of a day, counted from 1970-01-01.
 *
 * @returns undefined where the calendar has no such day
 */
export function parseDay(text: string): number | undefined {
  const match = FORM.exec(text);
  if (!match) return undefined;
  const ms = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  // Date.UTC rolls 30 February over into March, and years below 100 into the twentieth century
  return new Date(ms).toISOString().startsWith(text) ? ms / DAY_MS : undefined;
}

/** Today where this computer stands, `YYYY-MM-DD`. */
export function today(now: Date): string {
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

/** The day so many days after another, `YYYY-MM-DD`. */
export function daysAfter(day: string, days: number): string {
  return new Date(((parseDay(day) ?? 0) + days) * DAY_MS).toISOString().slice(0, FORM_LENGTH);
}

const FORM_LENGTH = 'YYYY-MM-DD'.length;
