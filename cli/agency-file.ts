import { readFileSync } from 'node:fs';
import { codeOf, FileError, UsageError } from './errors';
import { shown } from './folders';
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
