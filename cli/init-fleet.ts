import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { codeowners } from './codeowners';
import { codeOf, FileError, UsageError } from './errors';
import { shown } from './folders';
import { packageJson, packageRoot } from './package-root';
import { readClean } from './reading';
import { schemasOf } from './schemas';
import { type Staging, staged } from './staging';
import { template, templatesIn, type Values, yamlText } from './template';
import { during } from './terminal';

/** What `streha init` is told. */
export interface NewFleet {
  readonly directory: string;
  /** @default - the folder's name */
  readonly name?: string | undefined;
  /** Domain every hostname ends in. */
  readonly domain: string;
  /** Organisation on the code host. */
  readonly org: string;
  /** @default - this very library, packed into `vendor/` */
  readonly library?: string | undefined;
}

/**
 * Makes a fleet's repository, whole or not at all: it is judged before it is put in its place.
 *
 * @returns what was written, sorted
 */
export function initFleet(fleet: NewFleet): Promise<readonly string[]> {
  refuseUnlessEmpty(fleet.directory);
  return staged(fleet.directory, async (staging) => {
    const library = fleet.library ?? (await during('packing the library', () => vendor(staging)));
    const values = valuesFor(fleet, library);
    for (const name of templatesIn('fleet')) staging.write(name, template(`fleet/${name}`, values));
    for (const [name, text] of schemasOf(staging.directory)) staging.write(`schema/${name}`, text);
    const reading = readClean({ fleet: staging.directory, shownAs: fleet.directory });
    staging.write('CODEOWNERS', codeowners(reading.fleet, fleet.org));
    return (await staging.commit()).written;
  });
}

/** A `.git` may be there: some make the repository first. */
function refuseUnlessEmpty(directory: string): void {
  let present: string[];
  try {
    present = fs.readdirSync(directory).filter((name) => name !== '.git');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw new FileError('write', shown(directory), error);
  }
  if (present.length === 0) return;
  throw new UsageError(
    `${shown(directory)} is not empty (it holds ${present[0]}); name a folder to make, or an empty one`,
  );
}

function valuesFor({ directory, name = path.basename(directory), domain }: NewFleet, library: string): Values {
  const { engines, devDependencies } = packageJson();
  const key = slug(path.basename(directory));
  return { ...devDependencies, node: engines.node ?? '', key, title: yamlText(name), domain, library };
}

/** A name as package.json and platform.yaml take it. */
function slug(name: string): string {
  const letters = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const label = letters
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+/, '')
    .slice(0, 30);
  return label.replace(/-+$/, '') || 'fleet';
}

/** Packs this library into the new repository, so that it installs where no registry has it. */
function vendor(staging: Staging): string {
  const name = `streha-${packageJson().version}.tgz`;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'streha-pack-'));
  try {
    const args = ['pack', packageRoot(), '--ignore-scripts', '--silent', '--pack-destination', folder];
    const { status, stderr, error } = spawnSync('npm', args, { encoding: 'utf8', cwd: folder });
    const packed = path.join(folder, name);
    if (error || status !== 0 || !fs.existsSync(packed)) {
      throw new UsageError(
        `cannot pack the library with npm: ${error?.message ?? stderr.trim()}; name a published one with --library`,
      );
    }
    staging.write(`vendor/${name}`, fs.readFileSync(packed));
    return `file:vendor/${name}`;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
