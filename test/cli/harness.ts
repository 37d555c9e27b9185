import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { listFiles } from '../../cli/folders';
import { SMALL } from './small-fleet';

/** Folder of this repository. */
export const REPOSITORY = path.join(__dirname, '../..');
/** Bytes a command may print: ten thousand answers and more. */
const MOST = 64 * 1024 * 1024;
const COMMAND = path.join(REPOSITORY, 'bin/streha');

/** What a command did. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a command is run. */
export interface Surroundings {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** What stdin says. */
  readonly input?: string;
}

// Nothing of the developer's own settings; a home that does not exist, so that nothing is read from it.
const ENV: NodeJS.ProcessEnv = { PATH: process.env.PATH, HOME: '/nonexistent', TMPDIR: os.tmpdir() };

/** Runs `streha` as a child process, as a person would. */
export function streha(args: readonly string[], surroundings: Surroundings = {}): Ran {
  return run(process.execPath, [COMMAND, ...args], surroundings);
}

/** Runs any program in the same surroundings. */
export function run(program: string, args: readonly string[], surroundings: Surroundings = {}): Ran {
  const { cwd = os.tmpdir(), env = {}, input } = surroundings;
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    env: { ...ENV, ...env },
    encoding: 'utf8',
    maxBuffer: MOST,
    ...(input !== undefined && { input }),
  });
  if (error) throw error;
  return { code: status, stdout, stderr };
}

// A child process on a busy machine takes its time; none of these tests is about time.
jest.setTimeout(60_000);

const made: string[] = [];
afterAll(() => {
  for (const folder of made.splice(0)) fs.rmSync(folder, { recursive: true, force: true });
});

/** An empty folder that goes when the tests of the file are done. */
export function emptyFolder(): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'streha-test-')));
  made.push(folder);
  return folder;
}

/** Texts by path; `undefined` leaves a file out. */
export type Files = Readonly<Record<string, string | undefined>>;

/** A folder with the small fleet of two agencies in it, changed as said. */
export function smallFleet(changes: Files = {}): string {
  const folder = emptyFolder();
  write(folder, { ...SMALL, ...changes });
  return folder;
}

/** Writes texts below a folder. */
export function write(folder: string, files: Files): void {
  for (const [file, text] of Object.entries(files)) {
    if (text === undefined) continue;
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  }
}

/** Every file below a folder and what it says. */
export const contents = (folder: string): Record<string, string> =>
  Object.fromEntries(listFiles(folder).map((file) => [file, fs.readFileSync(path.join(folder, file), 'utf8')]));
