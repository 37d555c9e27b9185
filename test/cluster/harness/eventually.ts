import { setTimeout as sleep } from 'node:timers/promises';
import { HarnessError } from './errors';

/** Options of `eventually`. */
export interface EventuallyOptions {
  /** @default 10000 */
  readonly timeoutMs?: number;
  /** Pause between two tries. @default 50 */
  readonly everyMs?: number;
}

/**
 * Asks until there is an answer. For what a control plane does in its own time: never sleep for a guessed while.
 *
 * @param what what is waited for, as the end of "timed out waiting for ..."
 * @param probe gives the answer, or undefined or false to be asked again; an error it throws counts as no answer
 * @throws HarnessError after the deadline, with the last error of the probe
 */
export async function eventually<T>(
  what: string,
  probe: () => Promise<T | undefined | false>,
  { timeoutMs = 10_000, everyMs = 50 }: EventuallyOptions = {},
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  let last: unknown;
  for (;;) {
    try {
      const answer = await probe();
      if (answer !== undefined && answer !== false) return answer;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (Date.now() > deadline) {
      const why = last === undefined ? '' : `: ${last instanceof Error ? last.message : String(last)}`;
      throw new HarnessError(`timed out after ${timeoutMs / 1000} s waiting for ${what}${why}`);
    }
    await sleep(everyMs);
  }
}
