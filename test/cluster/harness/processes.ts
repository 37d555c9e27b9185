import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Daemon } from './daemon';
import type { HarnessError } from './errors';
import { eventually } from './eventually';
import { Watchdog } from './watchdog';

/** Programs that start and end together, and keep their logs in one folder. */
export class Processes {
  readonly #daemons: Daemon[] = [];
  readonly #watchdog: Watchdog;
  #ended = false;

  /**
   * @param folder holds their data and logs; removed by `stop`, or when this process dies
   * @param timeoutMs each must do what is waited for within this time
   */
  constructor(
    private readonly folder: string,
    private readonly timeoutMs: number,
  ) {
    this.#watchdog = new Watchdog(folder);
  }

  /** Path of each program's log, by the name of the program. */
  get logs(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#daemons.map(({ name, log }) => [name, log]));
  }

  /** Process id of each program, by its name. */
  get pids(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#daemons.flatMap(({ name, pid }) => (pid === undefined ? [] : [[name, pid]])));
  }

  /** Starts a program. */
  start(name: string, command: string, args: readonly string[]): Daemon {
    const daemon = new Daemon(name, command, args, join(this.folder, `${name}.log`));
    this.#daemons.push(daemon);
    this.#watchdog.watch(Object.values(this.pids));
    return daemon;
  }

  /**
   * Waits for what a program must bring about.
   *
   * @param otherwise what it failed to do, as a message says it: "did not become ready"
   * @throws HarnessError after the time allowed, and at once when any of the programs ends
   */
  async ready(daemon: Daemon, otherwise: string, probe: () => Promise<boolean>): Promise<void> {
    const dead = () => this.#daemons.find(({ ended }) => ended !== undefined);
    try {
      await eventually(daemon.name, async () => dead() !== undefined || (await probe()), { timeoutMs: this.timeoutMs });
    } catch {
      throw daemon.failure(`${otherwise} within ${this.timeoutMs / 1000} s`);
    }
    const casualty = dead();
    if (casualty) throw casualty.failure('ended while starting');
  }

  /**
   * Ends the programs and removes the folder, which stays if one of them had ended by itself.
   *
   * @returns the failure of that one
   */
  async stop(): Promise<HarnessError | undefined> {
    if (this.#ended) return undefined;
    const failure = this.#daemons.find(({ ended }) => ended !== undefined)?.failure('ended by itself');
    await this.end();
    if (!failure) rmSync(this.folder, { recursive: true, force: true });
    return failure;
  }

  /** Ends the programs and leaves the folder. */
  async end(): Promise<void> {
    this.#ended = true;
    await Promise.all(this.#daemons.map((daemon) => daemon.kill()));
    await this.#watchdog.dismiss();
  }
}
