import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { agencyFile } from '../agency-file';
import { UsageError } from '../errors';
import { shown } from '../folders';
import { agencyText, type NewAgency } from '../new-agency';
import { type CommonOptions, examples, fleetArgument } from '../options';
import { commandName } from '../package-root';
import { judgeChange } from '../proposal';
import { platformOf } from '../reading';
import { writeFiles } from '../staging';
import { print } from '../terminal';

/** `streha new agency`. */
export function registerNewAgency(parent: Command): void {
  const command = parent
    .command('agency')
    .summary('write the file of a new agency')
    .description('Writes agencies/KEY.yaml with a comment at each field, valid as it stands and without systems.')
    .argument('<key>', 'short name, in lower-case letters, digits and dashes; it never changes')
    .requiredOption('--name <text>', 'full name of the institution')
    .requiredOption('--ministry <text>', 'ministry it belongs to')
    .option('--owner <email>', 'who answers for its systems (default: owner@KEY.example, to be mended)')
    .option('--security <email>', 'who is told of an attack (default: security@KEY.example, to be mended)')
    .option('--oncall <email>', 'who is called at night (default: oncall@KEY.example, to be mended)')
    .option('--cpu <cores>', 'budget of cores (default: that of the largest size)')
    .option('--memory <bytes>', 'budget of memory, such as 96Gi (default: that of the largest size)')
    .option('--storage <bytes>', 'budget of storage, such as 2Ti (default: that of the largest size)')
    .action((key: string, _: unknown, self: Command) => newAgency({ ...self.optsWithGlobals(), key }));
  examples(command, [
    [
      "streha new agency shendetesia --name 'Fondi i Shëndetësisë' --ministry 'Ministria e Shëndetësisë'",
      '\n      writes agencies/shendetesia.yaml',
    ],
  ]);
}

async function newAgency(options: CommonOptions & NewAgency): Promise<void> {
  const { fleet, key } = options;
  const file = agencyFile(key);
  const target = shown(path.join(fleet, file));
  if (existsSync(path.join(fleet, file)))
    throw new UsageError(`${target} exists already; edit it, or choose another key`);
  const text = agencyText(options, platformOf(fleet));
  await judgeChange(fleet, new Map([[file, text]]));
  await writeFiles(path.join(fleet, 'agencies'), new Map([[path.basename(file), text]]));
  const streha = commandName();
  print(`wrote ${target}

What to do next
  check the contacts and the groups in it
  ${streha} new system ${key}/NAME --title TITLE${fleetArgument(fleet)}
  ${streha} validate${fleetArgument(fleet)}`);
}
