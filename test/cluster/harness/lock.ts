import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** A holder renews its lock this often, in milliseconds. */
const HEARTBEAT = 2_000;
/** A lock not renewed for this long, in milliseconds, belonged to a process that is gone. */
const STALE = 30_000;

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly id: string;
}

/**
 * Runs `body` while holding a lock file, so that one process at a time does it.
 *
 * The lock survives crashes: it is taken over when its holder is dead (same host) or has not renewed it for 30 s
 * (a folder shared between hosts or containers). Two processes that take over the same lock in the same instant may
 * both run: `body` must be safe under that, merely wasteful.
 *
 * @param onWait called once if another process holds the lock
 */
export async function withLock<T>(file: string, onWait: () => void, body: () => Promise<T>): Promise<T> {
  const mine: Holder = { pid: process.pid, host: hostname(), id: randomUUID() };
  let told = false;
  while (!acquire(file, mine)) {
    if (abandoned(file)) discard(file, mine.id);
    else {
      if (!told) onWait();
      told = true;
      await sleep(250);
    }
  }
  const heartbeat = setInterval(() => {
    if (read(file)?.id === mine.id) utimesSync(file, new Date(), new Date());
  }, HEARTBEAT);
  try {
    return await body();
  } finally {
    clearInterval(heartbeat);
    if (read(file)?.id === mine.id) rmSync(file, { force: true });
  }
}

function acquire(file: string, holder: Holder): boolean {
  try {
    writeFileSync(file, JSON.stringify(holder), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function read(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return undefined; // gone, or caught between creation and writing
  }
}

function abandoned(file: string): boolean {
  const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  if (age > STALE) return true;
  const holder = read(file);
  return holder !== undefined && holder.host === hostname() && !alive(holder.pid);
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // exists, but is another user's
  }
}

/** Renames before removing, so that of two processes discarding the same file at once one simply fails. */
function discard(file: string, id: string): void {
  try {
    renameSync(file, `${file}.${id}`);
    rmSync(`${file}.${id}`, { force: true });
  } catch {
    // somebody else was faster
  }
}
