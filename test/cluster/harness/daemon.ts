import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { HarnessError } from './errors';

/** A long-running program of ours that writes its log to a file. */
export class Daemon {
  /** The code or signal it ended with, once it has ended. */
  ended: string | undefined;
  readonly #child: ChildProcess;
  readonly #end: Promise<void>;

  /**
   * Starts the program.
   *
   * @param name what it is called in messages
   * @param log the file its output goes to: a file outlives us, a pipe would block the program when nobody reads
   */
  constructor(
    readonly name: string,
    command: string,
    args: readonly string[],
    readonly log: string,
  ) {
    const output = openSync(log, 'a');
    // A process group of its own: an interrupt typed at the terminal is ours to answer, not the program's.
    this.#child = spawn(command, args, { stdio: ['ignore', output, output], detached: true });
    closeSync(output);
    this.#child.unref();
    this.#end = new Promise((resolve) => {
      const end = (how: string) => {
        this.ended ??= how;
        resolve();
      };
      this.#child.once('error', (error) => end(error.message));
      this.#child.once('exit', (code, signal) => end(signal ?? `code ${code}`));
    });
  }

  /** Its process id; undefined if it could not be started. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  /**
   * Ends it and waits until it is gone. By SIGKILL: its data is thrown away, and a graceful end of an API server
   * takes as long as its slowest watcher.
   */
  async kill(): Promise<void> {
    if (this.ended === undefined) {
      this.#child.ref(); // or a process with nothing else to do would end before the wait does
      this.#child.kill('SIGKILL');
    }
    await this.#end;
  }

  /** The last lines of its log. */
  tail(lines = 25): string {
    return readFileSync(this.log, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  }

  /** The error that says what it did instead of what was expected, with the end of its log. */
  failure(what: string): HarnessError {
    const state = this.ended === undefined ? '' : ` (ended with ${this.ended})`;
    return new HarnessError(`${this.name} ${what}${state}; the end of ${this.log}:\n${this.tail()}`);
  }
}
