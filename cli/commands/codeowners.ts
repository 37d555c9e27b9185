import { type Command, Option } from 'commander';
import { codeowners } from '../codeowners';
import { type CommonOptions, examples } from '../options';
import { readClean } from '../reading';
import { print } from '../terminal';

interface Options extends CommonOptions {
  readonly org: string;
}

/** `streha codeowners`: who must approve a change of which file. */
export function registerCodeowners(program: Command): void {
  const command = program
    .command('codeowners')
    .summary('print a CODEOWNERS file')
    .description(
      "Prints a CODEOWNERS file: each agency's file belongs to its admin groups, everything else to the platform's " +
        'groups. A group of the identity provider is taken for the team of the same name on the code host, in lower ' +
        'case and with dashes for everything but letters, digits, `-`, `_` and `.`.',
    )
    .addOption(new Option('--org <org>', 'organisation, or group path, the teams belong to').makeOptionMandatory())
    .action((_: unknown, self: Command) => run(self.optsWithGlobals<Options>()));
  examples(command, [['streha codeowners --org gdc > CODEOWNERS', 'teams are @gdc/tatimet-admins and so on']]);
}

function run(options: Options): void {
  print(codeowners(readClean(options).fleet, options.org));
}
