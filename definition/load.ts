import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { FileProblem } from './codes/define';
import { today } from './date';
import { MAX_BYTES } from './file';
import { type Reading, readFleet } from './read';
import type { SourceFile } from './source';

/** The one place where files are touched. */

export interface LoadOptions {
  /**
   * The day on which dates are judged, `YYYY-MM-DD`.
   *
   * @default - today
   */
  readonly asOf?: string;
  /**
   * Files to judge, within the fleet: only their findings are given. One that lies outside is judged as if it joined
   * the fleet, in the place of platform.yaml or of the file of the agency it names. As the shell gives them: from the
   * working directory, or absolute.
   *
   * @default - every file of the fleet
   */
  readonly files?: readonly string[];
}

/** Reads the fleet of a folder. What cannot be read is a finding, never a throw. */
export function loadFleet(dir: string, { asOf = today(new Date()), files }: LoadOptions = {}): Reading {
  const fleet = [readSource(dir, 'platform.yaml'), ...agencyFiles(dir)];
  if (files === undefined) return readFleet(fleet, { asOf });
  // a file named twice is one file
  const named = [...new Map(files.map((file) => place(dir, file)).map((one) => [one.path, one])).values()];
  const drafts = named
    .filter(({ inside }) => !inside)
    .map(({ path, from }) => ({ ...openFile(from), path, draft: true }));
  const known = new Set(fleet.map(({ path }) => path));
  // a file of the fleet's folder that the fleet does not hold is asked for all the same: that it is missing, say
  const asked = named.filter(({ inside, path }) => inside && !known.has(path)).map(({ path }) => readSource(dir, path));
  return readFleet([...fleet, ...asked, ...drafts], { asOf, only: named.map(({ path }) => path) });
}

/** Where a named file lies, by its path from the fleet's folder: one that lies outside begins with `..` or elsewhere. */
function place(dir: string, file: string): { readonly path: string; readonly from: string; readonly inside: boolean } {
  const from = resolve(file);
  const path = relative(real(dir), join(real(dirname(from)), basename(from)))
    .split(sep)
    .join('/');
  return { path, from, inside: path === 'platform.yaml' || /^agencies\/[^/]+$/.test(path) };
}

/** Without links in the folders: the same folder by another name is the same folder. */
function real(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return resolve(folder);
  }
}

function agencyFiles(dir: string): readonly SourceFile[] {
  let names: readonly string[];
  try {
    const stat = lstatSync(join(dir, 'agencies'));
    if (stat.isSymbolicLink()) return [{ path: 'agencies', problem: 'link' }];
    if (!stat.isDirectory()) return [{ path: 'agencies', problem: 'missing-folder' }];
    names = readdirSync(join(dir, 'agencies')).sort();
  } catch (error) {
    return [{ path: 'agencies', problem: isMissing(error) ? 'missing-folder' : 'unreadable' }];
  }
  return names.filter(isMeant).map((name) => readSource(dir, `agencies/${name}`));
}

/** Hidden files, what editors leave behind, and notes are nobody's definition. */
function isMeant(name: string): boolean {
  return !/^\.|^#.*#$|~$|\.(?:bak|orig|rej|swp|tmp)$|^README(?:\.|$)|^CODEOWNERS$/i.test(name);
}

function readSource(dir: string, path: string): SourceFile {
  return { path, ...openFile(join(dir, path)) };
}

function openFile(path: string): { readonly bytes: Uint8Array } | { readonly problem: FileProblem } {
  try {
    const stat = lstatSync(path);
    if (stat.isSymbolicLink()) return { problem: 'link' };
    if (stat.isDirectory()) return { problem: 'folder' };
    if (!stat.isFile()) return { problem: 'unreadable' };
    return readCapped(path);
  } catch (error) {
    return { problem: isMissing(error) ? 'missing' : 'unreadable' };
  }
}

/** One for all files: reading is synchronous. */
const SCRATCH = Buffer.alloc(MAX_BYTES + 1);

/** Reads no more than the cap and one byte, whatever the file's size says. */
function readCapped(path: string): { readonly bytes: Uint8Array } | { readonly problem: FileProblem } {
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    if (!fstatSync(file).isFile()) return { problem: 'unreadable' }; // it became something else meanwhile
    let length = 0;
    for (let read = -1; read !== 0 && length < SCRATCH.length; length += read)
      read = readSync(file, SCRATCH, length, SCRATCH.length - length, null);
    return length > MAX_BYTES ? { problem: 'large' } : { bytes: Uint8Array.from(SCRATCH.subarray(0, length)) };
  } finally {
    closeSync(file);
  }
}

function isMissing(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    (error.code === 'ENOENT' || error.code === 'ENOTDIR')
  );
}
