import path from 'node:path';
import type { Command } from 'commander';
import { shown } from '../folders';
import { type CommonOptions, examples } from '../options';
import { schemasOf } from '../schemas';
import { writeFiles } from '../staging';
import { print } from '../terminal';

interface Options extends CommonOptions {
  readonly out?: string;
}

/** `streha schema`: JSON Schemas with which an editor completes and checks the files. */
export function registerSchema(program: Command): void {
  const command = program
    .command('schema')
    .summary('write the JSON Schemas editors use')
    .description(
      'Writes agency.schema.json and platform.schema.json, with which an editor completes and checks the files while ' +
        "they are written. The agency's schema knows the sizes and classes of this fleet's platform.yaml: write them " +
        'again when those change.',
    )
    .option('--out <dir>', "folder to write to (default: schema of the fleet's folder)")
    .action((_: unknown, self: Command) => schema(self.optsWithGlobals<Options>()));
  examples(command, [['streha schema', 'into schema/, where the first line of every file looks for it']]);
}

async function schema({ fleet, out }: Options): Promise<void> {
  const directory = path.resolve(out ?? path.join(fleet, 'schema'));
  const { written, unchanged } = await writeFiles(directory, schemasOf(fleet));
  for (const name of [...written, ...unchanged].sort()) {
    print(`${shown(path.join(directory, name))}${unchanged.includes(name) ? ' (unchanged)' : ''}`);
  }
}
