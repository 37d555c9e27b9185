import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { RenderedStack } from '../manifests';
import { UsageError } from './errors';
import { shown } from './folders';
import { type Committed, writeFiles } from './staging';

/** Where a fleet's manifests go by default. */
export const manifestsOf = (fleet: string): string => path.join(fleet, 'manifests.out');

/** How every file of ours begins; the stack's name follows. */
const HEADER = '# Kubernetes objects of stack ';

/** The file of each stack that makes objects, by name. */
export function manifestTexts(rendered: readonly RenderedStack[]): ReadonlyMap<string, string> {
  const { renderYaml } = require('../manifests') as typeof import('../manifests');
  const texts = rendered.map((stack) => [`${stack.name}.yaml`, renderYaml(stack)] as const);
  return new Map(texts.filter(([, text]) => text !== ''));
}

/**
 * Writes one file a stack and removes those of stacks that are gone.
 *
 * @throws UsageError where a file that is not ours stands in the way, or people write their own there
 */
export async function writeManifests(rendered: readonly RenderedStack[], directory: string): Promise<Committed> {
  if (isWrittenByPeople(directory)) {
    const help = 'choose a folder of its own, such as manifests.out';
    throw new UsageError(`${shown(directory)} holds what agencies and the platform team write; ${help}`);
  }
  const files = manifestTexts(rendered);
  const present = presentIn(directory);
  for (const name of files.keys()) {
    if (present.get(name) !== false) continue;
    throw new UsageError(
      `${shown(path.join(directory, name))} was not written by streha; move it away, or choose another folder`,
    );
  }
  return writeFiles(
    directory,
    files,
    [...present].filter(([, ours]) => ours).map(([name]) => name),
  );
}

/** A fleet's own folder, or that of its agencies: every YAML there is read as a definition. */
function isWrittenByPeople(directory: string): boolean {
  const fleet = path.basename(directory) === 'agencies' ? path.dirname(directory) : directory;
  return existsSync(path.join(fleet, 'platform.yaml'));
}

/** The YAML files of a folder, and whether each is ours. */
function presentIn(directory: string): ReadonlyMap<string, boolean> {
  try {
    const names = readdirSync(directory, { withFileTypes: true }).filter(
      (one) => one.isFile() && one.name.endsWith('.yaml'),
    );
    return new Map(names.map(({ name }) => [name, isOurs(directory, name)]));
  } catch {
    return new Map(); // no such folder yet; whatever else is wrong with it, writing will tell
  }
}

const isOurs = (directory: string, name: string): boolean =>
  readFileSync(path.join(directory, name), 'utf8').startsWith(`${HEADER}${path.basename(name, '.yaml')},`);
