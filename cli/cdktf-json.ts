import { readFileSync } from 'node:fs';
import path from 'node:path';
import { codeOf, FileError, UsageError } from './errors';
import { shown } from './folders';

/** What `streha` reads of a fleet's cdktf.json. */
export interface CdktfJson {
  /** Command line that synthesises the fleet. */
  readonly app: string;
}

/**
 * The fleet's cdktf.json: a fleet that has one has stacks of its own.
 *
 * @returns undefined where there is none
 * @throws UsageError where it cannot be read or names no app
 */
export function readCdktfJson(fleet: string): CdktfJson | undefined {
  const file = path.join(fleet, 'cdktf.json');
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined;
    if (codeOf(error) !== undefined) throw new FileError('read', shown(file), error);
    throw new UsageError(`${shown(file)} is not JSON: ${(error as Error).message}`);
  }
  if (typeof content === 'object' && content !== null && 'app' in content && typeof content.app === 'string') {
    return { app: content.app };
  }
  throw new UsageError(
    `${shown(file)} names no \`app\`: write the command that synthesises the fleet, as \`streha init\` does`,
  );
}
