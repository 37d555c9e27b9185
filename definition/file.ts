import type { FileProblem, Problem } from './codes/define';
import { fileTooLarge, missingFile, notAFile, notYamlName } from './codes/files';
import type { Finding, Location } from './finding';
import { Lines, type SourceFile, type SourceText, type Span } from './source';
import { decode } from './yaml/decode';
import { type Found, parse } from './yaml/parse';

/** One file, from its bytes to a tree. */

/** Largest file that is read, in bytes. */
export const MAX_BYTES = 128 * 1024;

/** A file as far as it could be read. */
export interface ReadFile {
  readonly path: string;
  readonly draft: boolean;
  readonly source: SourceText;
  readonly lines: Lines;
  readonly found: readonly Found[];
}

export function readFile(file: SourceFile): ReadFile {
  const { path, draft = false } = file;
  const done = (source: SourceText, found: readonly Found[]): ReadFile => {
    return { path, draft, source, lines: new Lines(source.text ?? ''), found };
  };
  const whole = (problem: Problem) => done({ path }, [{ start: 0, end: 0, problem }]);
  if ('problem' in file) return whole(unopened(path, file.problem));
  if (!path.endsWith('.yaml')) return whole(notYamlName(baseName(path), `${stem(path)}.yaml`));
  if (file.bytes.length > MAX_BYTES) return whole(fileTooLarge(MAX_BYTES));
  const { text, found, sound } = decode(file.bytes);
  if (!sound) return done({ path, text }, found);
  const parsed = parse(text);
  return done({ path, text, ...(parsed.root && { root: parsed.root }) }, [...found, ...parsed.found]);
}

function unopened(path: string, problem: FileProblem): Problem {
  if (problem === 'missing') return missingFile(path);
  if (problem === 'missing-folder') return missingFile(`${path}/`);
  return problem === 'large' ? fileTooLarge(MAX_BYTES) : notAFile(baseName(path), problem);
}

/** A problem at its place in a file. */
export function findingAt(file: ReadFile, span: Span, { kind, message, help }: Problem): Finding {
  const docs = `docs/diagnostics.md#${kind.code.toLowerCase()}`;
  return { code: kind.code, severity: kind.severity, message, ...locationAt(file, span), help, docs };
}

export function locationAt({ path, lines }: ReadFile, { start, end }: Span): Location {
  const from = lines.at(start);
  const to = lines.at(Math.max(start, end));
  return { file: path, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A file's name without its extension. */
export function stem(path: string): string {
  return baseName(path).replace(/\.[^.]*$/, '');
}
