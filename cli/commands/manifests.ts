import os from 'node:os';
import path from 'node:path';
import type { Command } from 'commander';
import type { RenderedStack } from '../../manifests';
import { shown } from '../folders';
import { asOfOption, type CommonOptions, examples } from '../options';
import { readClean } from '../reading';
import { renderStacks } from '../stacks-on-disk';
import { staged } from '../staging';
import { synthesise } from '../synthesise';
import { count, print } from '../terminal';
import { manifestsOf, manifestTexts, writeManifests } from '../write-manifests';

interface Options extends CommonOptions {
  readonly asOf?: string;
  readonly out?: string;
}

/** `streha manifests`: the Kubernetes objects each stack will make, as YAML. */
export function registerManifests(program: Command): void {
  const command = program
    .command('manifests')
    .summary('write the Kubernetes objects as YAML')
    .description(
      'Writes the Kubernetes objects of each stack as one YAML file, in an order `kubectl apply --server-side -f` ' +
        'accepts. They are rendered from the Terraform JSON itself, so they are what an apply will make. Needs no ' +
        'synthesis before and leaves cdktf.out alone. Files of stacks that are gone are removed, files of anybody ' +
        'else never.',
    )
    .option('--out <dir>', 'folder to write to, or - for stdout (default: manifests.out of the fleet)')
    .addOption(asOfOption())
    .action((_: unknown, self: Command) => manifests(self.optsWithGlobals<Options>()));
  examples(command, [
    ['streha manifests', 'into manifests.out'],
    ['streha manifests --out - | less', 'to read through'],
    ['kubectl diff --server-side -f manifests.out/tirana-tatimet.yaml', 'what a cluster would change'],
  ]);
}

async function manifests(options: Options): Promise<void> {
  const { fleet } = readClean(options);
  const rendered = await staged(os.tmpdir(), async ({ directory }) => {
    await synthesise(options.fleet, fleet, directory);
    return renderStacks(directory);
  });
  if (options.out === '-') print([...manifestTexts(rendered).values()].join('---\n'));
  else await write(rendered, path.resolve(options.out ?? manifestsOf(options.fleet)));
}

async function write(rendered: readonly RenderedStack[], out: string): Promise<void> {
  await writeManifests(rendered, out);
  const objects = rendered.reduce((total, stack) => total + stack.objects.length, 0);
  print(`${count(objects, 'object')} in ${shown(out)}`);
}
