import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What one run of a program took. */
export interface Measured {
  /** From start to end, on the clock. */
  readonly seconds: number;
  /** Peak of its resident memory, in MiB; unknown for programs other than Node where there is no /proc. */
  readonly mebibytes: number | undefined;
}

export interface MeasureOptions {
  readonly env?: Readonly<Record<string, string>>;
  /**
   * File that takes its standard output.
   *
   * @default - nobody reads it
   */
  readonly stdout?: string;
}

/** A program, and what is put before its arguments. */
export type Command = readonly [program: string, ...args: string[]];

/** A Node script, which tells its memory itself. */
export const node = (script: string, ...args: string[]): Command => [
  process.execPath,
  '--require',
  join(__dirname, 'usage.js'),
  script,
  ...args,
];

/**
 * Runs a program to its end, in a process of its own.
 *
 * @throws Error with what it said, if it fails
 */
export function measure([program, ...args]: Command, { env = {}, stdout }: MeasureOptions = {}): Promise<Measured> {
  const file = stdout === undefined ? undefined : openSync(stdout, 'w');
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(program, args, {
      env: { ...process.env, NO_COLOR: '1', ...env },
      stdio: ['ignore', file ?? 'ignore', 'pipe', 'pipe'],
    });
    const said: Buffer[] = [];
    const told: Buffer[] = [];
    child.stderr?.on('data', (chunk: Buffer) => said.push(chunk));
    child.stdio[3]?.on('data', (chunk: Buffer) => told.push(chunk));
    const watch = watchPeak(child.pid);
    let seconds = 0;
    child.on('error', reject);
    child.on('exit', () => {
      seconds = (performance.now() - start) / 1000;
    });
    child.on('close', (code) => {
      const peak = watch();
      if (file !== undefined) closeSync(file);
      if (code !== 0) reject(new Error(`${[program, ...args].join(' ')} ended with ${code}:\n${Buffer.concat(said)}`));
      const own = Number(Buffer.concat(told).toString());
      resolve({ seconds, mebibytes: (own || peak || Number.NaN) / 1024 || undefined });
    });
  });
}

/** Reads the peak the kernel keeps for a process, in KiB, again and again until it is gone. */
function watchPeak(pid: number | undefined): () => number | undefined {
  let peak: number | undefined;
  const read = () => {
    try {
      const kibibytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
      if (kibibytes !== undefined) peak = Number(kibibytes);
    } catch {
      // gone, or a system without /proc
    }
  };
  const timer = setInterval(read, 5);
  return () => {
    clearInterval(timer);
    return peak;
  };
}
