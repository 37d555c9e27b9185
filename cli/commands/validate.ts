import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import type { Format } from '../../definition';
import { EXIT } from '../errors';
import { asOfOption, type CommonOptions, examples, formatOption } from '../options';
import { findingsText, isError, read } from '../reading';
import { print } from '../terminal';

interface Options extends CommonOptions {
  readonly format: Format;
  readonly asOf?: string;
}

/** `streha validate`: every finding of every file, and of the files together. */
export function registerValidate(program: Command): void {
  const command = program
    .command('validate')
    .summary('judge the files of the fleet, each and together')
    .description(
      'Judges every file of the fleet and the files together. With FILEs, prints the findings of those alone; a FILE ' +
        'that lies outside the fleet is judged as if it joined it.',
    )
    .argument('[file...]', 'files to judge, or the folder of a fleet')
    .addOption(formatOption('json', 'github', 'sarif'))
    .addOption(asOfOption())
    .action((files: string[], _: unknown, self: Command) => validate(files, self.optsWithGlobals<Options>()));
  examples(command, [
    ['streha validate', 'the whole fleet'],
    ['streha validate agencies/tatimet.yaml', 'one agency, against the rest'],
    ['streha validate --format github', 'annotations on a pull request'],
    ['streha validate --as-of 2027-01-01', 'as it will stand on that day'],
  ]);
}

function validate(named: readonly string[], { fleet: here, format, asOf }: Options): void {
  // A folder that holds a fleet is what `--fleet` would have named.
  const folder = named.length === 1 && holdsFleet(named[0] as string) ? named[0] : undefined;
  const [fleet, files] = folder === undefined ? [here, named] : [folder, []];
  const reading = read({ fleet, asOf, files });
  print(findingsText(reading, { fleet, format, stream: process.stdout }));
  if (reading.findings.some(isError)) process.exitCode = EXIT.input;
}

const holdsFleet = (file: string): boolean =>
  ['platform.yaml', 'agencies'].some((part) => existsSync(path.join(file, part)));
