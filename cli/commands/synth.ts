import type { Command } from 'commander';
import { shown } from '../folders';
import { asOfOption, type CommonOptions, examples } from '../options';
import { readClean } from '../reading';
import { outdirOf, synthesise } from '../synthesise';
import { print } from '../terminal';

interface Options extends CommonOptions {
  readonly asOf?: string;
}

/** `streha synth`: the fleet's stacks as Terraform JSON. */
export function registerSynth(program: Command): void {
  const command = program
    .command('synth')
    .summary("write the fleet's stacks as Terraform JSON")
    .description(
      "Writes the fleet's stacks as Terraform JSON into cdktf.out of the fleet's folder, or into CDKTF_OUTDIR. A fleet " +
        'with a cdktf.json runs its `app`, so that its own stack classes count; a folder of YAML alone gets the ' +
        'generic stacks. While an error stands, or where a write fails, the old stacks stay as they were.',
    )
    .addOption(asOfOption())
    .action((_: unknown, self: Command) => synth(self.optsWithGlobals<Options>()));
  examples(command, [
    ['streha synth', 'into cdktf.out'],
    ['CDKTF_OUTDIR=/tmp/out streha synth', 'into another folder'],
    ['streha synth --fleet ../other', "another fleet's folder"],
  ]);
}

async function synth(options: Options): Promise<void> {
  const { fleet } = readClean(options);
  const outdir = outdirOf(options.fleet);
  await synthesise(options.fleet, fleet, outdir);
  print(`stacks in ${shown(outdir)}`);
}
