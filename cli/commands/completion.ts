import { Argument, type Command } from 'commander';
import { agencyKeys } from '../agency-file';
import { complete } from '../completion';
import { ASK, completionScript, SHELLS, type Shell } from '../completion-scripts';
import { type CommonOptions, examples } from '../options';
import { fleetOf, platformOf } from '../reading';
import { print } from '../terminal';

/** `streha completion`: what a shell needs to complete commands, options and names. */
export function registerCompletion(program: Command): void {
  const command = program
    .command('completion')
    .summary('print what a shell needs to complete')
    .description('Prints a script for the shell; with it the tab key completes commands, options, names and files.')
    .addArgument(new Argument('<shell>', 'shell the script is for').choices(SHELLS))
    .action((shell: Shell) => print(completionScript(shell)));
  examples(command, [
    ['source <(streha completion bash)', 'in this bash, or in ~/.bashrc'],
    ['source <(streha completion zsh)', 'in this zsh, or in ~/.zshrc'],
    ['streha completion fish | source', 'in this fish, or in its config.fish'],
  ]);

  program
    .command(ASK, { hidden: true })
    .argument('[words...]')
    .action((words: string[]) => answer(program, words));
}

function answer(program: Command, words: readonly string[]): void {
  const { fleet } = program.opts<CommonOptions>();
  const platform = (): ReturnType<typeof platformOf> => platformOf(fleet);
  const systems = (): string[] =>
    fleetOf(fleet)?.agencies.flatMap(({ key, systems }) => systems.map((system) => `${key}/${system.key}`)) ?? [];
  const services = (): string[] =>
    fleetOf(fleet)?.agencies.flatMap(({ key, systems }) =>
      systems.flatMap(({ key: system, exposes }) => exposes.map((service) => `${key}/${system}/${service.key}`)),
    ) ?? [];
  const found = complete(program, words, {
    size: () => platform()?.sizes.map(({ key }) => key) ?? [],
    agency: () => agencyKeys(fleet),
    class: () => platform()?.continuity.map(({ key }) => key) ?? [],
    consumer: systems,
    service: services,
  });
  if (typeof found === 'string') print(`:${found}`);
  else print(found.map(({ word, description }) => `${word}\t${description}`).join('\n'));
}
