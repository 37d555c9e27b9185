import type { Problem } from './codes/define';
import type { AgencyFile } from './schema/agency';
import type { Draft, Placed } from './schema/check';
import type { PlatformFile } from './schema/platform';
import type { Lines, Path, SourceText } from './source';

/** What the rules see: every file as far as it is sound. */
export interface View {
  readonly platform: FileView<PlatformFile> | undefined;
  /** In the order in which claims count: by path, drafts last. */
  readonly agencies: readonly AgencyView[];
  /** Agencies that exist, by file or by what a file says, whether or not they could be read. */
  readonly known: ReadonlyMap<string, AgencyView | undefined>;
  /** The day on which dates are judged, `YYYY-MM-DD`. */
  readonly asOf: string;
}

export interface FileView<T> {
  readonly source: SourceText;
  readonly lines: Lines;
  readonly draft: Draft<T>;
}

export interface AgencyView extends FileView<AgencyFile> {
  /** The agency's key: what the file says, or its name says where it says nothing. */
  readonly key: string;
  /** Its file's name; absent of a draft, whose name says nothing. */
  readonly fileName: string | undefined;
}

/** A problem at its place. */
export interface Located extends Placed {
  readonly source: SourceText;
}

/** A rule: what it finds in a view. */
export type Rule = (view: View) => Iterable<Located>;

/** A problem at the value of a path. */
export function atValue(file: { readonly source: SourceText }, path: Path, problem: Problem): Located {
  return { source: file.source, path, on: 'value', problem };
}

/** A problem at the key of a path. */
export function atKey(file: { readonly source: SourceText }, path: Path, problem: Problem): Located {
  return { source: file.source, path, on: 'key', problem };
}

/** The sound entries of a map. */
export function entries<V>(map: { readonly [key: string]: V | undefined } | undefined): [string, V][] {
  return Object.entries(map ?? {}).filter((entry): entry is [string, V] => entry[1] !== undefined);
}

/** Whether a map has a name, sound or not. */
export function has(map: object | undefined, name: string): boolean {
  return map !== undefined && Object.hasOwn(map, name);
}

/** The names of a map, sound or not. */
export function names(map: object | undefined): readonly string[] {
  return Object.keys(map ?? {});
}
