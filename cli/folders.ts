import fs from 'node:fs';
import path from 'node:path';
import { FileError } from './errors';

/** Every file below a folder, `depth` folders deep, relative to it and sorted; nothing where there is no such folder. */
export function listFiles(directory: string, depth = Number.POSITIVE_INFINITY): string[] {
  if (!fs.statSync(directory, { throwIfNoEntry: false })?.isDirectory()) return [];
  return fs
    .readdirSync(directory, { withFileTypes: true })
    .flatMap((entry) => {
      if (!entry.isDirectory()) return [entry.name];
      if (depth <= 1) return [];
      return listFiles(path.join(directory, entry.name), depth - 1).map((file) => path.join(entry.name, file));
    })
    .sort();
}

/** A path as a person would write it from where they stand. */
export function shown(file: string): string {
  const relative = path.relative(process.cwd(), path.resolve(file));
  if (relative === '') return '.';
  return relative.startsWith(`..${path.sep}..`) || path.isAbsolute(relative) ? path.resolve(file) : relative;
}

/** Whether an ordinary file stands there. */
export function isFile(file: string): boolean {
  try {
    return fs.lstatSync(file).isFile();
  } catch {
    return false; // whatever is wrong with it, writing will tell
  }
}

/** Runs an action that writes a file; its failure names the file. */
export function naming<T>(file: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new FileError('write', shown(file), error);
  }
}

/**
 * Makes a folder and those above it; returns what was not there before, outermost first. One by one, because Node's
 * own `recursive` never ends where a file system makes no folders and says so with ENOENT, as /proc does.
 */
export function makeFolder(folder: string): string[] {
  const missing: string[] = [];
  for (let at = folder; !fs.existsSync(at); at = path.dirname(at)) missing.unshift(at);
  const made: string[] = [];
  try {
    for (const each of missing) {
      fs.mkdirSync(each);
      made.unshift(each);
    }
    if (!fs.statSync(folder).isDirectory()) throw Object.assign(new Error('is a file'), { code: 'EEXIST' });
  } catch (error) {
    for (const each of made) removeIfEmpty(each);
    throw new FileError('write', shown(folder), error);
  }
  return missing;
}

/** Removes a folder in which nothing is left. */
export function removeIfEmpty(folder: string): void {
  try {
    fs.rmdirSync(folder);
  } catch {
    // Somebody else's files stand in it: it stays.
  }
}

/** Removes the folders above a file, up to the root, as far as nothing is left in them. */
export function removeEmptyParents(root: string, file: string): void {
  for (let at = path.dirname(file); at !== '.'; at = path.dirname(at)) removeIfEmpty(path.join(root, at));
}
