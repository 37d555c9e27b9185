import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { loadFleet, type Reading } from '../../definition';
import { AS_OF, FIXTURES, SAMPLE } from './sample';

/** test/fixtures/invalid: its README says how it is arranged. */

export const INVALID = join(FIXTURES, 'invalid');

/** Each fixture by its name, which begins with its code. */
export const fixtures: readonly string[] = readdirSync(INVALID)
  .filter((name) => /^STR\d{3}-/.test(name) && !name.endsWith('.expected'))
  .sort();

/** What `streha validate` finds in a fixture: a folder is a fleet, a file joins the fleet of a folder. */
export function judge(name: string, fleet = SAMPLE): Reading {
  const path = join(INVALID, name);
  return isFleet(path) ? loadFleet(path, { asOf: AS_OF }) : loadFleet(fleet, { asOf: AS_OF, files: [path] });
}

function isFleet(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

/** The file with the printed finding. */
export function expectedOf(name: string): string {
  return join(INVALID, `${name.replace(/\.ya?ml$/, '')}.expected`);
}
