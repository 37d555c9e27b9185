import { UsageError } from './errors';

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
