import type { Argument, Command, Option } from 'commander';

/** A word that may stand where the cursor is. */
export interface Candidate {
  readonly word: string;
  readonly description: string;
}

/** What may stand where the cursor is: words, or names of files or folders, which the shell completes itself. */
export type Completion = readonly Candidate[] | 'files' | 'folders';

/** Words that only a fleet knows, by the placeholder of the option or argument they stand for. */
export type Names = Readonly<Record<string, () => readonly string[]>>;

const NOTHING: Completion = [];

/**
 * What may follow on a command line.
 *
 * @param words the words after the program's name, up to the cursor; the last one is being written
 */
export function complete(program: Command, words: readonly string[], names: Names): Completion {
  const [before, word] = split(words);
  let command = program;
  let position = 0;
  for (let at = 0; at < before.length; at++) {
    const one = before[at] ?? '';
    const option = optionOf(command, one);
    if (option && takesValue(option) && !one.includes('=')) {
      if (at === before.length - 1) return matching(valuesOf(option, names), word);
      at++; // the option's value
    } else if (!one.startsWith('-')) {
      const next = command.commands.find((child) => child.name() === one);
      if (next && position === 0) command = next;
      else position++;
    }
  }
  const inline = /^(--[\w-]+=)(.*)$/.exec(word);
  if (inline) return inlineValue(optionOf(command, (inline[1] ?? '').slice(0, -1)), inline, names);
  if (word.startsWith('-')) return matching(optionsOf(command), word);
  if (command.commands.length > 0) return matching(commandsOf(command), word);
  const argument = command.registeredArguments[position] ?? command.registeredArguments.findLast((one) => one.variadic);
  return argument ? matching(valuesOf(argument, names), word) : NOTHING;
}

/** The value of `--format=js`, which zsh and fish leave one word. */
function inlineValue(option: Option | undefined, [, flag, value = '']: readonly string[], names: Names): Completion {
  const found = option ? matching(valuesOf(option, names), value) : NOTHING;
  if (typeof found === 'string') return NOTHING; // the shell would take `--out=` for a part of the name
  return found.map(({ word, description }) => ({ word: `${flag}${word}`, description }));
}

/** Bash breaks `--format=js` into three words. */
function split(words: readonly string[]): readonly [before: readonly string[], word: string] {
  const whole = words.filter((word, at) => word !== '=' || at === words.length - 1);
  const last = whole.at(-1) ?? '';
  return [whole.slice(0, -1), last === '=' ? '' : last];
}

function matching(found: Completion, word: string): Completion {
  return typeof found === 'string' ? found : found.filter((candidate) => candidate.word.startsWith(word));
}

function valuesOf(of: Option | Argument, names: Names): Completion {
  if (of.argChoices) return of.argChoices.map((word) => ({ word, description: '' }));
  const placeholder = 'flags' in of ? (/<([^>]+)>/.exec(of.flags)?.[1] ?? '') : of.name();
  if (placeholder === 'dir') return 'folders';
  if (placeholder === 'file') return 'files';
  return (names[placeholder]?.() ?? []).map((word) => ({ word, description: '' }));
}

const optionOf = (command: Command, word: string): Option | undefined =>
  withParents(command)
    .flatMap((one) => one.options)
    .find((option) => word !== '' && (option.long === word || option.short === word));

const takesValue = (option: Option): boolean => option.required || option.optional;

function optionsOf(command: Command): Candidate[] {
  const own = withParents(command).flatMap((one) => one.createHelp().visibleOptions(one));
  const once = new Map(own.map((option) => [option.long ?? option.flags, option.description]));
  if (command.parent) once.delete('--version');
  return [...once].map(([word, description]) => ({ word, description }));
}

const commandsOf = (command: Command): Candidate[] =>
  command
    .createHelp()
    .visibleCommands(command)
    .map((child) => ({ word: child.name(), description: child.summary() || child.description() }));

const withParents = (command: Command): Command[] =>
  command.parent ? [command, ...withParents(command.parent)] : [command];
