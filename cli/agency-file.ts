import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { didYouMean } from '../definition/words';
import { codeOf, FileError, UsageError } from './errors';
import { listFiles, shown } from './folders';
import { commandName } from './package-root';

/**
 * The file of an agency, below the fleet's folder.
 *
 * @throws UsageError where the key would lead to another folder; every other fault of a key is a finding
 */
export function agencyFile(key: string): string {
  if (!/^[\p{L}\p{N}_.-]+$/u.test(key) || key.startsWith('.')) {
    throw new UsageError(
      `\`${key}\` cannot be an agency's key; write lower-case letters, digits and dashes, such as gjendja-civile`,
    );
  }
  return `agencies/${key}.yaml`;
}

/**
 * The text of an agency's file.
 *
 * @throws UsageError where there is none, or it cannot be read
 */
export function contentOf(target: string, agency: string): string {
  try {
    return readFileSync(target, 'utf8');
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw new FileError('read', shown(target), error);
    throw new UsageError(
      `there is no ${shown(target)}; write it first: ${commandName()} new agency ${agency} --name NAME --ministry MINISTRY`,
    );
  }
}

/**
 * Refuses an agency that has no file, with the one that was surely meant.
 *
 * @throws UsageError
 */
export function requireAgency(fleet: string, key: string): void {
  const target = path.join(fleet, agencyFile(key));
  if (existsSync(target)) return;
  const known = agencyKeys(fleet);
  const help = known.length === 0 ? 'name the folder of the fleet with --fleet' : didYouMean(key, known);
  throw new UsageError(`there is no ${shown(target)}; ${help}`);
}

/** Keys of the agencies a fleet's folder has files of, sorted; what stands in them is not read. */
export const agencyKeys = (fleet: string): readonly string[] =>
  listFiles(path.join(fleet, 'agencies'), 1)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => path.basename(file, '.yaml'));
