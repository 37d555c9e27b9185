import path from 'node:path';
import { type Command, Option } from 'commander';
import { agencyFile, contentOf } from '../agency-file';
import { addSystem } from '../edit/agency';
import { messageOf, UsageError } from '../errors';
import { shown } from '../folders';
import { type NewSystem, systemText } from '../new-system';
import { type CommonOptions, collect, examples, fleetArgument, list } from '../options';
import { commandName } from '../package-root';
import { judgeChange } from '../proposal';
import { requirePlatform, requireSound } from '../reading';
import { writeFiles } from '../staging';
import { print } from '../terminal';

interface Options extends CommonOptions, Omit<NewSystem, 'key' | 'hostnames'> {
  readonly hostname: readonly string[];
}

/** `streha new system`. */
export function registerNewSystem(parent: Command): void {
  const command = parent
    .command('system')
    .summary("add a system to an agency's file")
    .description("Adds a system to its agency's file; everything else in the file, comments too, stays as it is.")
    .argument('<agency/system>', "the agency's key and the new system's, such as tatimet/e-filing")
    .requiredOption('--title <text>', 'what the system is, in a few words')
    .addOption(
      new Option('--service <level>', 'when it must run').choices(['24x7', 'business-hours']).default('business-hours'),
    )
    .option('--continuity <class>', 'a class of platform.yaml (default: the one restored last)')
    .addOption(
      new Option('--data <kind>', 'the most sensitive data it holds')
        .choices(['public', 'internal', 'personal', 'classified'])
        .default('internal'),
    )
    .option('--size <size>', 'size of prod, by its name in platform.yaml (default: the smallest)')
    .addOption(
      new Option('--environments <names>', 'comma-separated').argParser(list).default(['prod', 'test'], 'prod,test'),
    )
    .addOption(
      new Option('--hostname <name>', 'hostname of prod; may be repeated').argParser(collect).default([], 'none'),
    )
    .action((name: string, _: unknown, self: Command) => newSystem(name, self.optsWithGlobals<Options>()));
  examples(command, [
    [
      "streha new system tatimet/refunds --title 'Rimbursimi i TVSH-së' --continuity essential",
      '\n      adds it to agencies/tatimet.yaml',
    ],
  ]);
}

async function newSystem(name: string, options: Options): Promise<void> {
  const { fleet } = options;
  const [agency = '', key = '', ...rest] = name.split('/');
  if (agency === '' || key === '' || rest.length > 0) {
    throw new UsageError(`\`${name}\` is not an agency and a system; write AGENCY/SYSTEM, such as tatimet/e-filing`);
  }
  const file = agencyFile(agency);
  const target = path.join(fleet, file);
  const before = contentOf(target, agency);
  requireSound(fleet, [target]);
  const block = systemText({ ...options, key, hostnames: options.hostname }, requirePlatform(fleet));
  const text = edited(before, target, key, block);
  await judgeChange(fleet, new Map([[file, text]]));
  await writeFiles(path.dirname(target), new Map([[path.basename(target), text]]));
  const streha = commandName();
  print(`added ${name} to ${shown(target)}

What to do next
  read it through: service, continuity, data and size decide what it gets and what it costs
  ${streha} build${fleetArgument(fleet)}`);
}

function edited(text: string, target: string, key: string, block: string): string {
  try {
    return addSystem(text, key, block);
  } catch (error) {
    throw new UsageError(`cannot add the system to ${shown(target)}: ${messageOf(error)}`);
  }
}
