import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Finding, Fleet, Format, Platform, Reading, Sources } from '../definition';
import { InputError, UsageError } from './errors';
import { shown } from './folders';
import { colourful, tell } from './terminal';

/** What a command needs to read a fleet. */
export interface ReadOptions {
  readonly fleet: string;
  /** `YYYY-MM-DD`. @default today */
  readonly asOf?: string | undefined;
  /** Files whose findings are wanted. @default all */
  readonly files?: readonly string[];
  /** Folder that findings name. @default - the fleet's */
  readonly shownAs?: string;
}

/** A fleet without errors, and what it was read from. */
export interface CleanReading extends Reading {
  readonly fleet: Fleet;
}

/** Reads a fleet; prints nothing but a word to somebody who stands in the wrong folder. */
export function read({ fleet, asOf, files = [] }: ReadOptions): Reading {
  if (!existsSync(path.join(fleet, 'platform.yaml'))) tell('no fleet stands here; `streha init DIR` makes one');
  return definition().loadFleet(fleet, { ...(asOf !== undefined && { asOf }), ...(files.length > 0 && { files }) });
}

/**
 * Reads a fleet for work that needs all of it: findings go to stderr, and an error ends the work before anything is
 * written.
 *
 * @throws InputError where an error stands
 */
export function readClean(options: ReadOptions, { warnings = true } = {}): CleanReading {
  const reading = read(options);
  const { fleet, findings, sources } = reading;
  const told = warnings ? findings : findings.filter(isError);
  if (told.length > 0) {
    tell(
      findingsText({ findings: told, sources }, { fleet: options.shownAs ?? options.fleet, stream: process.stderr }),
    );
  }
  if (fleet === undefined) throw new InputError();
  return { ...reading, fleet };
}

/** Findings as they are shown on a stream, with paths as seen from where the reader stands. */
export function findingsText(
  { findings, sources }: Pick<Reading, 'findings' | 'sources'>,
  {
    fleet,
    stream,
    format = 'text',
  }: { readonly fleet: string; readonly stream: NodeJS.WriteStream; readonly format?: Format },
): string {
  return definition().formatFindings(findings, sources, format, { color: colourful(stream), root: rootOf(fleet) });
}

/** Where things are written, as findings show it: with paths as seen from where the reader stands. */
export function placesIn(sources: Sources, fleet: string): Pick<Sources, 'locate'> {
  const root = rootOf(fleet);
  return {
    locate(at) {
      const place = sources.locate(at);
      return place && { ...place, file: path.posix.join(root, place.file) };
    },
  };
}

function rootOf(fleet: string): string {
  const folder = shown(fleet);
  return folder === '.' ? '' : `${folder}/`;
}

/** The platform by itself: it is needed where an agency's file is still wrong. Absent where it has errors itself. */
export function platformOf(fleet: string): Platform | undefined {
  try {
    const source = { path: 'platform.yaml', bytes: readFileSync(path.join(fleet, 'platform.yaml')) };
    return definition().readFleet([source], { asOf: '1970-01-01' }).fleet?.platform; // no date is judged in it
  } catch {
    return undefined;
  }
}

/** The fleet, for work that can do without it: completion. Absent where it has errors. */
export function fleetOf(fleet: string): Fleet | undefined {
  return definition().loadFleet(fleet).fleet;
}

/**
 * The platform, for work that cannot do without.
 *
 * @throws UsageError where platform.yaml has errors or is not there
 */
export function requirePlatform(fleet: string): Platform {
  const platform = platformOf(fleet);
  if (platform) return platform;
  throw new UsageError('platform.yaml is missing or has errors; `streha validate` names them');
}

/**
 * For work that edits files: what is wrong in them already is mended by hand first, since an edit would only hide it.
 *
 * @throws InputError where an error stands in one of them, after it was shown
 */
export function requireSound(fleet: string, files: readonly string[]): void {
  const reading = read({ fleet, files });
  if (!reading.findings.some(isError)) return;
  tell(findingsText(reading, { fleet, stream: process.stderr }));
  throw new InputError();
}

/** Whether a finding forbids to go on. */
export const isError = (finding: Finding): boolean => finding.severity === 'error';

// Loaded when a fleet is read, so that `--help` and completion start at once.
const definition = (): typeof import('../definition') => require('../definition');
