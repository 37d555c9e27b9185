import { type Document, isMap, isPair, isScalar, isSeq, type Pair, type Range, type YAMLMap } from 'yaml';

/** The entry cannot be added; the message says why, in words that follow `cannot change FILE: `. */
export class EditError extends Error {
  override readonly name = 'EditError';
}

/** What goes out of a text and what comes in its place. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly insert: string;
}

/** A map, or the place of one that is empty. */
export interface Place {
  /** Absent where nothing stands after the key. */
  readonly map?: YAMLMap;
  /** The field whose value it is; absent of the whole file. */
  readonly field?: Pair;
  /** Whether it stands within brackets. */
  readonly within: boolean;
  /** Column of the field's key; -1 of the whole file. */
  readonly column: number;
  /** Spaces by which what is below is indented. */
  readonly width: number;
}

/** A text and where its parts stand. */
export class Layout {
  readonly newline: string;

  constructor(
    readonly text: string,
    private readonly document: Document,
  ) {
    this.newline = text.includes('\r\n') ? '\r\n' : '\n';
  }

  top(): Place {
    const top = this.document.contents;
    if (!isMap(top)) throw new EditError('the file holds no definition');
    return { map: top, within: top.flow === true, column: -1, width: this.usualWidth(top) };
  }

  below({ map: parent, within, column: above, width: usual }: Place, field: Pair): Place {
    const column = this.columnOf(field.key);
    const value = field.value;
    if (value !== null && !isMap(value) && !isNothing(value)) throw unusual();
    const map = isMap(value) ? value : undefined;
    const inBlock = parent?.flow !== true;
    const below = map && !map.flow && map.items[0] ? this.columnOf(map.items[0].key) - column : 0;
    const beside = above >= 0 && inBlock ? column - above : 0;
    const width = [below, beside, usual].find((one) => one > 0) ?? 2;
    return { ...(map && { map }), field, within: within || !inBlock, column, width };
  }

  /** Whether a map is `{}` right after its key, with nothing else said of it. */
  isBare(field: Pair, map: YAMLMap): boolean {
    return /^[ \t]*\{[ \t]*\}$/.test(this.text.slice(this.colonOf(field), rangeOf(map)[1]));
  }

  /** The place after the colon of a field. */
  colonOf({ key }: Pair): number {
    const [, end] = rangeOf(key);
    const colon = /^[ \t]*:/.exec(this.text.slice(end));
    if (!colon) throw unusual();
    return end + colon[0].length;
  }

  columnOf(node: unknown): number {
    const [start] = rangeOf(node);
    const line = this.lineStart(start);
    // A byte order mark takes no column.
    return start - line - (line === 0 && this.text.startsWith('\uFEFF') ? 1 : 0);
  }

  lineStart(at: number): number {
    return this.text.lastIndexOf('\n', at - 1) + 1;
  }

  /** Where the next line begins. */
  lineEnd(at: number): number {
    const end = this.text.indexOf('\n', at);
    return end < 0 ? this.text.length : end + 1;
  }

  indentOf(at: number): number {
    return this.text.slice(this.lineStart(at)).search(/[^ ]/);
  }

  /** The end of the line something ends on, and of comments below it that are indented deeper than its field. */
  endOfBlock(end: number, column: number): number {
    let at = end > 0 && this.text[end - 1] === '\n' ? end : this.lineEnd(end);
    for (let next = at; next < this.text.length; next = this.lineEnd(next)) {
      const line = this.text.slice(next, this.lineEnd(next));
      if (line.trim() === '') continue;
      if (!line.trimStart().startsWith('#') || line.search(/\S/) <= column) break;
      at = this.lineEnd(next);
    }
    return at;
  }

  /** Whether an empty line stands between two entries. */
  apart(first: Pair | undefined, second: Pair): boolean {
    return /\n[ \t]*\r?\n/.test(this.text.slice(lastLeaf(first) - 1, rangeOf(second.key)[0]));
  }

  /** An entry's lines, by the width of this file. */
  indented(entry: string, column: number, width: number): string {
    return entry
      .trimEnd()
      .split('\n')
      .map((line) => {
        const depth = line.search(/[^ ]|$/) / 2;
        return `${' '.repeat(column + depth * width)}${line.trimStart()}${this.newline}`;
      })
      .join('');
  }

  at(place: number, insert: string): Splice {
    return { start: place, end: place, insert };
  }

  /** Whole lines; the line before them gets its end where the file stops without one. */
  lines(place: number, insert: string): Splice {
    const ended = place === 0 || this.text[place - 1] === '\n';
    return this.at(place, ended ? insert : this.newline + insert);
  }

  /** How wide the file indents where nothing nearer tells. */
  private usualWidth({ items }: YAMLMap): number {
    for (const { key, value } of items) {
      if (isMap(value) && !value.flow && value.items[0]) return this.columnOf(value.items[0].key) - this.columnOf(key);
    }
    return 2;
  }
}

/** The field of a map by its name. */
export const pairOf = ({ items }: YAMLMap, name: string): Pair | undefined =>
  items.find(({ key }) => isScalar(key) && String(key.value) === name);

/** What stands after a key where nothing stands there. */
const isNothing = (node: unknown): boolean => isScalar(node) && node.type === 'PLAIN' && node.source === '';

/** The end of the last thing written in an entry: ranges of blocks reach on over comments and empty lines. */
export function lastLeaf(node: unknown): number {
  const value = isPair(node) ? (node.value ?? node.key) : node;
  if ((isMap(value) || isSeq(value)) && !value.flow && value.items.length > 0) return lastLeaf(value.items.at(-1));
  return rangeOf(value)[1];
}

/** Where a field ends: its value, or its key where nothing follows. */
export const endOf = (pair: Pair | undefined): number => rangeOf(pair?.value ?? pair?.key)[1];

/** Where a node stands: from, to, and to the end of what follows it on its line. */
export function rangeOf(node: unknown): Range {
  const range = typeof node === 'object' && node !== null && 'range' in node ? (node.range as Range | null) : null;
  if (!range) throw unusual();
  return range;
}

/** What is said where nothing more exact is known. */
export const unusual = (): EditError => new EditError('it is laid out too unusually to be changed by a program');
