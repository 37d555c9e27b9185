import { visible } from '../characters';

/** One line of a file as a terminal may show it, and the part of it that is meant. */
export interface Frame {
  readonly text: string;
  /** Columns of the terminal before the part, and of the part. */
  readonly before: number;
  readonly width: number;
}

/** Columns of a line that are shown. */
const WIDTH = 100;
/** Columns shown before the part, where the line is longer. */
const LEAD = 40;

/**
 * A line cut to what a reader needs. Tabs become spaces, hidden characters are written out; `start` and `end` count
 * UTF-16 units from 0. A line of any length costs no more than what is shown of it.
 */
export function frame(line: string, start: number, end: number): Frame {
  if (line.length <= WIDTH && /^[ -~]*$/.test(line))
    return { text: line.trimEnd(), before: start, width: Math.max(1, end - start) };
  const all = cells(line.slice(0, WIDTH + 1));
  const fits = line.length <= WIDTH && all.reduce((sum, { width }) => sum + width, 0) <= WIDTH;
  const from = fits ? 0 : boundary(line, Math.max(0, start - LEAD));
  const shown: Cell[] = from > 0 ? [{ text: '…', width: 1, at: from - 1, length: 1 }] : [];
  let room = WIDTH - shown.length;
  let to = from;
  for (const cell of cells(line.slice(from, from + 4 * WIDTH), from)) {
    room -= cell.width;
    if (room < 1 && to < line.length) break;
    shown.push(cell);
    to = cell.at + cell.length;
  }
  const clipped = to < line.length ? '…' : '';
  const widthOf = (is: (cell: Cell) => boolean) => shown.filter(is).reduce((sum, { width }) => sum + width, 0);
  return {
    text: `${shown.map(({ text }) => text).join('')}${clipped}`.trimEnd(),
    before: widthOf(({ at }) => at < start),
    width: Math.max(
      1,
      widthOf(({ at }) => at >= start && at < end),
    ),
  };
}

interface Cell {
  readonly text: string;
  readonly width: number;
  /** Offset in the line. */
  readonly at: number;
  readonly length: number;
}

function cells(text: string, offset = 0): readonly Cell[] {
  const found: Cell[] = [];
  let at = offset;
  for (const character of text) {
    found.push({ ...drawn(character), at, length: character.length });
    at += character.length;
  }
  return found;
}

function drawn(character: string): { readonly text: string; readonly width: number } {
  if (character >= ' ' && character <= '~') return { text: character, width: 1 };
  if (character === '\t') return { text: '    ', width: 4 };
  const written = visible(character);
  if (written !== character) return { text: written, width: written.length };
  if (/\p{M}/u.test(character)) return { text: character, width: 0 };
  return { text: character, width: WIDE.test(character) ? 2 : 1 };
}

/** Characters that take two columns: East Asian wide and full-width forms, and pictures. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Never between the halves of a surrogate pair. */
function boundary(text: string, at: number): number {
  return /[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at - 1 : at;
}
