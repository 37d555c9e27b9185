import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { RenderedStack } from '../manifests';
import { FileError, UsageError } from './errors';
import { shown } from './folders';

interface Manifest {
  readonly stacks: Readonly<Record<string, { readonly name: string; readonly synthesizedStackPath: string }>>;
}

/**
 * Renders every stack of a synthesis, in the order of their names.
 *
 * @param kinds the only kinds that are wanted; all of them by default
 */
export function renderStacks(outdir: string, kinds?: readonly string[]): RenderedStack[] {
  const { renderStack } = require('../manifests') as typeof import('../manifests');
  const { stacks } = readJson(path.join(outdir, 'manifest.json')) as Manifest;
  return Object.values(stacks)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, synthesizedStackPath }) =>
      renderStack(name, readJson(path.join(outdir, synthesizedStackPath)), kinds),
    );
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw new UsageError(
        `${shown(file)} is not Terraform JSON: ${error.message}; synthesise without SYNTH_HCL_OUTPUT`,
      );
    }
    throw new FileError('read', shown(file), error);
  }
}
