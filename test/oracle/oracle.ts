import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { isObject, type JsonValue } from '../../manifests/kubernetes-object';
import { cyclonus } from '../cluster/harness/tools';
import type { Case } from './case';

/** The independent evaluator, as a process that answers line by line. */
export interface Oracle {
  /**
   * Whether each query of a case is allowed.
   *
   * @throws Error where the case is none that an API server would take
   */
  ask(asked: Case): Promise<readonly boolean[]>;
  /** Ends the process. */
  stop(): Promise<void>;
}

interface Waiting {
  readonly resolve: (line: string) => void;
  readonly reject: (error: Error) => void;
}

/** Starts the oracle. */
export async function startOracle(): Promise<Oracle> {
  const child = spawn(await cyclonus(), { stdio: ['pipe', 'pipe', 'inherit'] });
  const waiting: Waiting[] = [];
  const ended = new Promise<void>((resolve) => {
    child.on('close', (code, signal) => {
      for (const { reject } of waiting.splice(0))
        reject(new Error(`the oracle has ended: ${signal ?? `exit ${code}`}`));
      resolve();
    });
  });
  // A broken pipe is told by the end of the process, which rejects whoever waits.
  child.stdin.on('error', () => {});
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.resolve(line));
  return {
    ask: async (asked) => {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error('the oracle has ended');
      const line = await new Promise<string>((resolve, reject) => {
        waiting.push({ resolve, reject });
        child.stdin.write(`${JSON.stringify(asked)}\n`);
      });
      return allowedOf(JSON.parse(line));
    },
    stop: () => {
      child.stdin.end();
      return ended;
    },
  };
}

function allowedOf(answer: JsonValue): readonly boolean[] {
  const { allowed, error } = isObject(answer) ? answer : {};
  if (!Array.isArray(allowed)) throw new Error(`the oracle does not take the case: ${error}`);
  return allowed.map((verdict) => verdict === true);
}
