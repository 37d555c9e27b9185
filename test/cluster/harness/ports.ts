import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { HarnessError } from './errors';

/**
 * Ports are drawn below the range from which systems take the local ports of outgoing connections (Linux from 32768,
 * others from 49152): a port found free there could be gone a moment later.
 */
const LOWEST = 20_000;
const HIGHEST = 32_767;

/** Finds free ports on loopback. Drawn at random, so that control planes started side by side do not meet. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const found = new Set<number>();
  for (let attempt = 0; found.size < count; attempt++) {
    if (attempt > 200) throw new HarnessError(`cannot find ${count} free ports from ${LOWEST} to ${HIGHEST}`);
    const port = randomInt(LOWEST, HIGHEST + 1);
    if (await isFree(port)) found.add(port);
  }
  return [...found];
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
