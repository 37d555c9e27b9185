import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../harness/eventually';
import { run } from '../harness/run';
import { sharedCluster } from '../harness/shared';
import { START_TIMEOUT } from '../sample/cluster';

const ROOT = join(__dirname, '../../..');
const SANDBOX = 'test/cluster/sandbox/sandbox.ts';
// It builds its own control plane, for which the tools may be missing where a cluster was given.
const { own, kubectl } = sharedCluster();
const ownTest = own ? test : test.skip;

jest.setTimeout(START_TIMEOUT + 60_000);

let folder: string;
let child: ChildProcess | undefined;
let output = '';
let errors = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'streha-sandbox-'));
});

afterEach(() => {
  if (child?.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Starts it as `npm run sandbox` does, in a process group of its own as a shell does. */
function start(): ChildProcess {
  [output, errors] = ['', ''];
  child = spawn(join(ROOT, 'node_modules/.bin/tsx'), [SANDBOX, folder], {
    cwd: ROOT,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk;
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk;
  });
  return child;
}

/** Process ids of everything a process started, and what that started. */
function descendants(pid: number): readonly number[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const children = table.flatMap(([id = 0, parent]) => (parent === pid ? [id] : []));
  return children.flatMap((id) => [id, ...descendants(id)]);
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

ownTest('the sandbox keeps what it promises, and ends on Ctrl-C with nothing left', async () => {
  const sandbox = start();
  const ready = async () => output.includes('Ctrl-C ends it') || sandbox.exitCode !== null;
  await eventually('the sandbox', ready, { timeoutMs: START_TIMEOUT, everyMs: 200 });
  expect({ code: sandbox.exitCode, errors: errors.replace(/^streha: (starting|applying) .*\n/gm, '') }).toEqual({
    code: null,
    errors: '',
  });
  const pids = descendants(sandbox.pid as number);
  expect(pids.length).toBeGreaterThan(4);

  const second = await run('node_modules/.bin/tsx', [SANDBOX, folder], { cwd: ROOT });
  expect(second).toMatchObject({ code: 2, stderr: expect.stringContaining('a sandbox runs already') });

  const promises = [...output.matchAll(/^ {2}\$ (.*)\n {4}(accepted|refused by ([\w-]+)): /gm)];
  expect(promises.length).toBeGreaterThan(5);
  const [, kubeconfig = ''] = /^ {2}export KUBECONFIG=(.*)$/m.exec(output) ?? [];
  expect(kubeconfig).toBe(join(folder, 'kubeconfig'));
  const env = { KUBECONFIG: kubeconfig, PATH: `${join(kubectl, '..')}:${process.env.PATH}` };
  for (const [, command = '', promise, by] of promises) {
    const { code, stdout, stderr } = await run('/bin/sh', ['-c', command], { cwd: ROOT, env });
    const came = code === 0 ? 'accepted' : `refused by ${by !== undefined && stderr.includes(by) ? by : stderr}`;
    expect([command, came]).toEqual([command, promise]);
    if (code === 0) expect([command, stdout]).not.toEqual([command, '']);
  }

  process.kill(-(sandbox.pid as number), 'SIGINT');
  await once(sandbox, 'exit');
  expect([0, 130]).toContain(sandbox.exitCode); // tsx answers Ctrl-C itself
  await eventually('its processes to be gone', async () => pids.every((pid) => !isAlive(pid)));
  expect(errors).toContain('streha: stopping');
  expect(existsSync(folder)).toBe(false);
});

ownTest('ended while it starts, the sandbox leaves nothing either', async () => {
  const sandbox = start();
  const pid = sandbox.pid as number;
  await eventually('its first programs', async () => descendants(pid).length > 3, { timeoutMs: 60_000 });
  const pids = descendants(pid);
  sandbox.kill('SIGTERM');
  await once(sandbox, 'exit');
  await eventually('its processes to be gone', async () => pids.every((id) => !isAlive(id)));
  expect(existsSync(join(folder, 'kubeconfig'))).toBe(false);
});
