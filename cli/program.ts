import { Command, Option } from 'commander';
import { COMMANDS } from './commands';
import { packageJson } from './package-root';

/** The command `streha` with everything it can do. */
export function createProgram(): Command {
  const program = new Command('streha')
    .description('Standard tenants on a shared Kubernetes cluster, from the files agencies write.')
    .version(packageJson().version, '-V, --version', 'print the version')
    .addOption(new Option('--fleet <dir>', 'folder that holds platform.yaml and agencies/').default('.', 'this folder'))
    .option('--debug', 'print where in the program an error arose')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .configureHelp({ showGlobalOptions: true })
    .showSuggestionAfterError()
    .exitOverride()
    .addHelpText(
      'after',
      `
Exit code: 0 done, 1 the files are wrong or a gate failed, 2 wrong usage or something missing here.

Examples:
  streha validate              judge every file of this fleet
  streha build                 stacks, Kubernetes objects, and an account of what stands where
  streha new agency --help     how an agency joins`,
    );
  for (const register of COMMANDS) register(program);
  return program;
}
