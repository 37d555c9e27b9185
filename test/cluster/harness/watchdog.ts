import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';

/**
 * Reads process ids from standard input, each line replacing the one before. End of input means that the parent is
 * gone: the processes are ended by their ids, and the folder is removed (twice: a dying process may still write).
 */
const SCRIPT = `
pids=
while read -r line; do pids=$line; done
[ -n "$pids" ] || exit 0
kill -9 $pids 2>/dev/null
sleep 0.2
rm -rf "$1" || { sleep 1; rm -rf "$1"; }
`;

/**
 * Sees to it that processes do not outlive this one, however it ends: by a return, an uncaught error, SIGINT, SIGTERM
 * or SIGKILL. A small shell holds the other end of a pipe, which the kernel closes when we are gone; so no signal
 * handler of ours stands in the way of those of a test runner.
 */
export class Watchdog {
  readonly #shell: ChildProcess;

  /** @param folder removed together with the processes */
  constructor(folder: string) {
    this.#shell = spawn('/bin/sh', ['-c', SCRIPT, 'streha-watchdog', folder], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    });
    this.#shell.unref();
    // Neither the shell nor the pipe keeps this process running.
    (this.#shell.stdin as Socket).unref();
    this.#shell.stdin?.on('error', () => {}); // the shell was killed: nothing to hand over to
  }

  /** The processes to end. Replaces those named before. */
  watch(pids: readonly number[]): void {
    this.#shell.stdin?.write(`${pids.join(' ')}\n`);
  }

  /** Nothing is left to watch over: the shell ends, and the folder stays. */
  async dismiss(): Promise<void> {
    if (this.#shell.exitCode !== null || this.#shell.signalCode !== null) return;
    this.#shell.ref();
    const exit = once(this.#shell, 'exit');
    this.#shell.stdin?.end('\n');
    await exit;
  }
}
