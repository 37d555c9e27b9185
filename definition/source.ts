import type { FileProblem } from './codes/define';
import type { Location } from './finding';
import type { Node } from './yaml/tree';

/** A file as it was found, before anything of it is understood. */
export type SourceFile = SourcePlace & ({ readonly bytes: Uint8Array } | { readonly problem: FileProblem });

interface SourcePlace {
  /** `platform.yaml`, `agencies/<agency>.yaml`, or for a draft any path. */
  readonly path: string;
  /**
   * A file that lies outside the fleet, judged as if it joined it: it takes the place of platform.yaml, or of the
   * file of the agency it names. Its own name is then not judged.
   *
   * @default false
   */
  readonly draft?: boolean;
}

/** Keys from the top of a file down, list positions included. */
export type Path = readonly (string | number)[];

/** Offsets into a text; the end is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A file whose text was read. */
export interface SourceText {
  readonly path: string;
  /** Absent where there is no text to show. */
  readonly text?: string;
  /** Absent where the text is no YAML. */
  readonly root?: Node;
}

/** What was read, to show and to find again. */
export interface Sources {
  /** The text of a file, by the path findings give it. */
  text(file: string): string | undefined;
  /**
   * Where something stands: `['agencies', 'tatimet', 'systems', 'e-filing']` or `['platform', 'sites', 'tirana']`,
   * by the words of the YAML files. The key of a map's entry, the value of a list's item.
   */
  locate(path: Path): Location | undefined;
}

/** The smallest span that shows the entry or item at a path: of an entry its key, or its value where that is asked for. */
export function spanOf(root: Node | undefined, path: Path, on: 'key' | 'value'): Span | undefined {
  let node = root;
  let span: Span | undefined;
  for (const step of path) {
    if (node?.kind === 'map') {
      const entry = node.entries.get(String(step));
      if (!entry) return span;
      node = entry.value;
      span = on === 'value' && node.start < node.end && node.kind === 'scalar' ? node : entry.key;
    } else if (node?.kind === 'list' && typeof step === 'number' && node.items[step]) {
      node = node.items[step];
      span = node;
    } else return span;
  }
  return span;
}

/** Lines of a text, found when they are first asked for. */
export class Lines {
  private starts: number[] | undefined;

  constructor(private readonly text: string) {}

  /** Line and column of an offset, both from 1. */
  at(offset: number): { readonly line: number; readonly column: number } {
    this.starts ??= lineStarts(this.text);
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.starts[low] ?? 0) + 1 };
  }

  /** A line's text without its end. */
  line(number: number): string {
    this.starts ??= lineStarts(this.text);
    const start = this.starts[number - 1];
    if (start === undefined) return '';
    const line = this.text.slice(start, (this.starts[number] ?? this.text.length + 1) - 1);
    return line.endsWith('\r') ? line.slice(0, -1) : line;
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The line on which a path's entry or item begins. */
export function lineOf(file: { readonly source: SourceText; readonly lines: Lines }, path: Path): number {
  return file.lines.at(spanOf(file.source.root, path, 'key')?.start ?? 0).line;
}
