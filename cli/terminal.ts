import { stripVTControlCharacters } from 'node:util';
import { createColors } from 'picocolors';

type Stream = NodeJS.WriteStream;

/** Whether a stream gets colour: a terminal does, and `NO_COLOR` and `FORCE_COLOR` have the last word. */
export function colourful(stream: Stream, env: NodeJS.ProcessEnv = process.env): boolean {
  if (env.NO_COLOR) return false;
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return stream.isTTY === true && env.TERM !== 'dumb';
}

/** Colours for a stream; plain functions where it gets none. */
export const coloursFor = (stream: Stream): ReturnType<typeof createColors> => createColors(colourful(stream));

/** Prints a result. */
export function print(text: string): void {
  process.stdout.write(text.endsWith('\n') || text === '' ? text : `${text}\n`);
}

/** Prints a result as JSON, as every command does. */
export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2));

/** Tells a person something that is no result: it goes to stderr. */
export function tell(text: string): void {
  process.stderr.write(text.endsWith('\n') || text === '' ? text : `${text}\n`);
}

/** Shows what is being done while it is done, on a terminal only. */
export async function during<T>(what: string, work: () => T | Promise<T>): Promise<T> {
  const terminal = process.stderr.isTTY === true;
  if (terminal) process.stderr.write(`${coloursFor(process.stderr).dim(what)} ...\r`);
  try {
    return await work();
  } finally {
    if (terminal) process.stderr.write('\x1b[2K');
  }
}

/** Pads to a width counted in letters, not in UTF-16 units. */
export const padEnd = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));
export const padStart = (text: string, width: number): string => ' '.repeat(Math.max(0, width - widthOf(text))) + text;

/** Columns of a text: letters, not UTF-16 units; colours take none. */
export const widthOf = (text: string): number => [...stripVTControlCharacters(text).normalize('NFC')].length;

/** `1 agency`, `2 agencies`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${grouped(number)} ${number === 1 ? one : many}`;
}

/** `12345` as `12,345`, whatever the locale: the same bytes everywhere. */
export const grouped = (number: number): string => String(number).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
