import { execFileSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../test/cluster/harness/tools';

const SOURCE = join(__dirname, 'cdk8s');
const FILES = ['package.json', 'package-lock.json', 'main.js'];

/**
 * Finds or makes the folder of the cdk8s app: its files and what its lock file pins, in the cache of built tools, so
 * that cdk8s is no dependency of this repository.
 */
export function cdk8sFolder(): string {
  const hash = createHash('sha256');
  for (const file of FILES) hash.update(readFileSync(join(SOURCE, file))).update('\0');
  const folder = join(cacheFolder(), `cdk8s-${hash.digest('hex').slice(0, 16)}`);
  if (existsSync(folder)) return folder;

  const temporary = join(cacheFolder(), `.installing-cdk8s-${randomUUID()}`);
  mkdirSync(temporary, { recursive: true });
  try {
    for (const file of FILES) copyFileSync(join(SOURCE, file), join(temporary, file));
    const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    execFileSync('npm', args, { cwd: temporary, stdio: ['ignore', 'ignore', 'inherit'] });
    if (!existsSync(folder)) renameSync(temporary, folder); // another run may have been here first
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return folder;
}
