import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Finding } from '../definition';
import { InputError } from './errors';
import { findingsText, isError, read } from './reading';
import { staged } from './staging';
import { tell } from './terminal';

/**
 * Judges a change to some files before they are written: prints what it would add to the fleet's findings.
 *
 * What was wrong before is not the change's fault: another agency's error must not keep a new one from being written.
 *
 * @param files texts by path below the fleet's folder
 * @throws InputError where the change would add an error
 */
export function judgeChange(fleet: string, files: ReadonlyMap<string, string>): Promise<void> {
  const before = new Set(read({ fleet }).findings.map(identity));
  return staged(os.tmpdir(), (copy) => {
    for (const part of ['platform.yaml', 'agencies']) {
      const from = path.join(fleet, part);
      if (!fs.existsSync(from)) continue;
      fs.cpSync(from, path.join(copy.directory, part), { recursive: true, verbatimSymlinks: true });
    }
    for (const [file, text] of files) copy.write(file, text);
    const { findings, sources } = read({ fleet: copy.directory });
    const added = findings.filter((finding) => !before.has(identity(finding)));
    if (added.length > 0) tell(findingsText({ findings: added, sources }, { fleet, stream: process.stderr }));
    if (added.some(isError)) throw new InputError();
  });
}

/** Without its line: an insertion moves what stands below it. */
const identity = ({ code, file, message }: Finding): string => JSON.stringify([code, file, message]);
