import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Fleet } from '../definition';
import type { OwnStacks } from '../stacks';
import { readCdktfJson } from './cdktf-json';
import { InputError, UsageError } from './errors';
import { listFiles } from './folders';
import { DEBUG } from './report-error';
import { type Committed, staged } from './staging';
import { during } from './terminal';

/** Set for the app that `streha` starts: it is not to start itself again, nor to repeat the warnings. */
export const STARTED_BY_STREHA = 'STREHA_APP';

/** Folder of a fleet's stacks. */
export const outdirOf = (fleet: string): string =>
  path.resolve(process.env.CDKTF_OUTDIR || path.join(fleet, 'cdktf.out'));

/** What cdktf writes for a stack; everything else in a stack's folder is Terraform's. */
const STACK_FILES = ['cdk.tf.json', 'cdk.tf', 'metadata.json'];
const MANIFEST = 'manifest.json';

/**
 * Synthesises a fleet into `outdir`: by its own app where it has a cdktf.json, with the generic stacks otherwise.
 * The fleet must have been read without errors.
 *
 * @param site the only site that is wanted; an app of its own makes every one all the same
 */
export async function synthesise(directory: string, fleet: Fleet, outdir: string, site?: string): Promise<void> {
  const own = process.env[STARTED_BY_STREHA] ? undefined : readCdktfJson(directory);
  if (own) await during('running the app of cdktf.json', () => runApp(own.app, directory, outdir));
  else await during('synthesising', () => synthesiseFleet({ fleet, outdir, site }));
}

/**
 * What the stacks of a site say to Terraform, by their names and without a file; undefined where the fleet has an app
 * of its own, which knows only files.
 */
export function terraformOf(directory: string, fleet: Fleet, site: string): ReadonlyMap<string, unknown> | undefined {
  if (readCdktfJson(directory)) return undefined;
  const { FleetApp } = require('../stacks') as typeof import('../stacks');
  return new FleetApp({ fleet, site }).terraform();
}

/** What to synthesise, and where to. */
export interface Synthesis {
  readonly fleet: Fleet;
  readonly ownStacks?: OwnStacks | undefined;
  /** @default - every site */
  readonly site?: string | undefined;
  readonly outdir: string;
}

/** Synthesises a fleet in this process: all stacks are written, or the old ones stay as they were. */
export function synthesiseFleet({ fleet, ownStacks, site, outdir }: Synthesis): Promise<Committed> {
  return staged(outdir, (staging) => {
    staging.fill((directory) => {
      // Loaded here, because cdktf and its provider take a fifth of a second that no other command needs.
      const { FleetApp } = require('../stacks') as typeof import('../stacks');
      const stackTraces = process.env[DEBUG] !== undefined;
      new FleetApp({ fleet, site, outdir: directory, stackTraces, ...(ownStacks ? { ownStacks } : {}) }).synth();
    });
    return staging.commit({ stale: stackFiles(outdir), last: MANIFEST });
  });
}

/** What earlier runs wrote: a stack that is gone must not be planned any more. Terraform's own files stay. */
function stackFiles(outdir: string): string[] {
  const stacks = listFiles(path.join(outdir, 'stacks'), 2);
  return stacks.filter((file) => STACK_FILES.includes(path.basename(file))).map((file) => path.join('stacks', file));
}

async function runApp(app: string, directory: string, outdir: string): Promise<void> {
  const env = { ...process.env, CDKTF_OUTDIR: outdir, [STARTED_BY_STREHA]: '1' };
  // What the app prints is talk about the work, not the command's result.
  const child = spawn(app, { cwd: directory, env, shell: true, stdio: ['ignore', 2, 2] });
  const [status, signal] = await new Promise<readonly [number | null, NodeJS.Signals | null]>((done, failed) => {
    child.once('error', (error) =>
      failed(new UsageError(`cannot run the app of cdktf.json, \`${app}\`: ${error.message}`)),
    );
    child.once('close', (...ended) => done(ended));
  });
  if (status === 0) return;
  if (status === 1) throw new InputError();
  throw new UsageError(`the app of cdktf.json, \`${app}\`, ended with ${signal ?? `exit code ${status}`}`);
}
