/** Where two texts differ, by lines of the later one. */
export interface ChangedLines {
  /** The first line that is new, from 1. */
  readonly line: number;
  /** The new lines, without their ends; no empty ones first or last. */
  readonly lines: readonly string[];
  /** How many lines of the earlier text are no more. @default 0 in a file in block style */
  readonly replaced: number;
}

/** What one change in one place did to the lines of a text. */
export function changedLines(before: string, after: string): ChangedLines {
  const [old, now] = [linesOf(before), linesOf(after)];
  let first = 0;
  while (first < old.length && old[first] === now[first]) first++;
  let same = 0;
  while (same < old.length - first && same < now.length - first && old.at(-1 - same) === now.at(-1 - same)) same++;
  const lines = now.slice(first, now.length - same);
  const leading = lines.findIndex((line) => line !== '');
  const trailing = lines.findLastIndex((line) => line !== '');
  return { line: first + leading + 1, lines: lines.slice(leading, trailing + 1), replaced: old.length - first - same };
}

/** The end of the last line begins no further one. */
const linesOf = (text: string): string[] => text.replace(/\r?\n$/, '').split(/\r?\n/);
