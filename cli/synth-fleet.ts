import path from 'node:path';
import type { OwnStacks } from '../stacks';
import { readClean } from './reading';
import { reportError } from './report-error';
import { outdirOf, STARTED_BY_STREHA, synthesiseFleet } from './synthesise';

/** Properties for `synthFleet`. */
export interface SynthFleetProps {
  /** Folder that holds platform.yaml and agencies/. */
  readonly directory: string;
  /**
   * Agencies with a stack class of their own.
   *
   * @default - every agency gets `AgencyStack`
   */
  readonly ownStacks?: OwnStacks;
}

/**
 * The whole of a fleet's `main.ts`: reads the fleet, prints what is wrong with it, and writes its stacks where cdktf
 * wants them (`CDKTF_OUTDIR`, else `cdktf.out` of the fleet).
 *
 * Nothing is written while an error stands or where a write fails: the old stacks stay as they were. Sets the exit
 * code and never throws, because cdktf shows whatever an app prints; so nobody has to wait for the promise.
 */
export async function synthFleet(props: SynthFleetProps): Promise<void> {
  const { directory, ownStacks } = props;
  try {
    const warnings = !process.env[STARTED_BY_STREHA];
    const { fleet } = readClean({ fleet: path.resolve(directory) }, { warnings });
    await synthesiseFleet({ fleet, ownStacks, outdir: outdirOf(directory) });
  } catch (error) {
    process.exitCode = reportError(error);
  }
}
