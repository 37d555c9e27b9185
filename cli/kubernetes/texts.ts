import { isUtf8 } from 'node:buffer';
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { FileError, InputError, UsageError } from '../errors';
import { shown } from '../folders';
import { tell } from '../terminal';

const EXTENSIONS = ['.yaml', '.yml', '.json'];

/** A file and what it says. */
export interface Text {
  readonly file: string;
  readonly text: string;
}

/**
 * The texts of a file, of stdin (`-`), or of all YAML and JSON files of a folder and those below it.
 *
 * @throws UsageError where there is none
 */
export function textsOf(source: string): readonly Text[] {
  if (source === '-') return [{ file: 'stdin', text: readText(0, 'stdin') }];
  const files = filesOf(source);
  if (files.length === 0) throw new UsageError(`${shown(source)} holds no file ending in ${EXTENSIONS.join(', ')}`);
  return files.map((file) => ({ file: shown(file), text: readText(file, shown(file)) }));
}

function filesOf(source: string): readonly string[] {
  return isFolder(source) ? [...filesIn(source).values()].sort() : [source];
}

/** By their real places: links are followed, as those by which a cluster mounts files, and nothing is read twice. */
function filesIn(folder: string, found = new Map<string, string>(), seen = new Set<string>()): Map<string, string> {
  seen.add(realpathSync(folder));
  for (const name of reading(folder, () => readdirSync(folder))) {
    const file = path.join(folder, name);
    const wanted = EXTENSIONS.includes(path.extname(name));
    if (!wanted && !existsSync(file)) continue; // a link to nothing
    const folderToo = isFolder(file);
    const real = realpathSync(file);
    if (folderToo && !seen.has(real)) filesIn(file, found, seen);
    else if (!folderToo && wanted) found.set(real, file);
  }
  return found;
}

const isFolder = (file: string): boolean => reading(file, () => statSync(file)).isDirectory();

function reading<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new FileError('read', shown(file), error);
  }
}

/**
 * The text of a file, or of stdin by its descriptor.
 *
 * @throws InputError where it is no text in UTF-8, which has been printed
 * @throws FileError where it cannot be read
 */
export function readText(file: string | number, name: string): string {
  if (typeof file === 'string' && isFolder(file)) throw new UsageError(`${name} is a folder; name a file in it`);
  const bytes = reading(name, () => readFileSync(file));
  if (isUtf8(bytes) && !bytes.includes(0)) return bytes.toString('utf8');
  tell(`error: ${name}:1:1: no text in UTF-8; save it as UTF-8, or leave it out`);
  throw new InputError();
}
