import { assemble, inForce, isPlatform } from './assemble';
import { buildFleet } from './build';
import { missingFile } from './codes/files';
import { parseDay } from './date';
import { findingAt, locationAt, type ReadFile, readFile } from './file';
import { type Finding, ordered } from './finding';
import type { Fleet } from './fleet';
import { RULES } from './rules';
import type { AgencyFile } from './schema/agency';
import type { PlatformFile } from './schema/platform';
import { Lines, type SourceFile, type Sources, type SourceText, type Span, spanOf } from './source';
import type { Located, View } from './view';

/** What reading a fleet gave. */
export interface Reading {
  /** Absent where an error stands in any file. */
  readonly fleet?: Fleet;
  /** Of all files, sorted by file and place. */
  readonly findings: readonly Finding[];
  readonly sources: Sources;
}

/** Options of `readFleet`. */
export interface ReadOptions {
  /** The day on which dates are judged, `YYYY-MM-DD`. */
  readonly asOf: string;
  /**
   * Paths of the files whose findings are wanted; every file is judged all the same.
   *
   * @default - all
   */
  readonly only?: readonly string[];
}

/**
 * Files to a Fleet, with every finding of every file. Pure: the same files give the same reading.
 *
 * @throws RangeError where `asOf` is no day; never for what stands in a file
 */
export function readFleet(files: readonly SourceFile[], { asOf, only }: ReadOptions): Reading {
  if (parseDay(asOf) === undefined) throw new RangeError(`\`${asOf}\` is not a day: write year-month-day`);
  const read = inForce(files.map(readFile));
  const { view, found } = assemble(read, asOf);
  const bySource = new Map(read.map((file) => [file.source, file]));
  const fileOf = ({ source }: { readonly source: SourceText }) => bySource.get(source) ?? absent(source.path);
  const findings = ordered([
    ...read.flatMap((file) => file.found.map(({ problem, ...span }) => findingAt(file, span, problem))),
    ...(read.some(isPlatform) ? [] : [findingAt(absent('platform.yaml'), TOP, missingFile('platform.yaml'))]),
    ...[...found, ...RULES.flatMap((rule) => [...rule(view)])].map((one) =>
      findingAt(fileOf(one), spanOfLocated(one), one.problem),
    ),
  ]);
  const sound = !findings.some(({ severity }) => severity === 'error');
  const { platform } = view;
  return {
    ...(sound &&
      platform && {
        // without an error nothing was left out of any draft
        fleet: buildFleet(
          platform.draft as PlatformFile,
          view.agencies.map(({ draft }) => draft as AgencyFile),
        ),
      }),
    findings: only ? findings.filter(({ file }) => only.includes(file)) : findings,
    sources: sourcesOf(view, read, fileOf),
  };
}

const TOP: Span = { start: 0, end: 0 };

/** A file that is not there, to hold the finding that says so. */
function absent(path: string): ReadFile {
  return { path, draft: false, source: { path }, lines: new Lines(''), found: [] };
}

/** A whole file is shown by its first key. */
function spanOfLocated({ source: { root }, path, on }: Located): Span {
  if (path.length > 0) return spanOf(root, path, on) ?? TOP;
  const [first] = root?.kind === 'map' ? root.entries.values() : [];
  return first?.key ?? root ?? TOP;
}

function sourcesOf(
  view: View,
  read: readonly ReadFile[],
  fileOf: (one: { readonly source: SourceText }) => ReadFile,
): Sources {
  const texts = new Map(read.map(({ path, source }) => [path, source.text]));
  return {
    text: (file) => texts.get(file),
    locate: ([top, ...below]) => {
      const isAgency = top === 'agencies';
      const file = isAgency ? view.known.get(String(below[0])) : top === 'platform' ? view.platform : undefined;
      const path = isAgency ? below.slice(1) : below;
      return file && locationAt(fileOf(file), path.length === 0 ? TOP : (spanOf(file.source.root, path, 'key') ?? TOP));
    },
  };
}
