import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseDay } from '../definition/date';

/** Options every command has. */
export interface CommonOptions {
  /** Folder that holds platform.yaml and agencies/. */
  readonly fleet: string;
}

/** Options of a command that prints results. */
export interface PrintingOptions extends CommonOptions {
  readonly format: string;
}

/** `--format`, with the formats a command knows; text is the default. */
export const formatOption = (...formats: readonly string[]): Option =>
  new Option('--format <format>', 'how results are printed').choices(['text', ...formats]).default('text');

/** `--as-of`, for everything that depends on the day. */
export const asOfOption = (): Option =>
  new Option('--as-of <date>', 'the day links are judged by, YYYY-MM-DD (default: today)').argParser(day);

/** For an option that holds a day. */
export const day = (text: string): string => {
  if (parseDay(text) === undefined) throw new InvalidArgumentError('Write a day of the calendar as YYYY-MM-DD.');
  return text;
};

/** Examples at the end of a command's help: each a command line and what it does. */
export function examples(command: Command, lines: readonly (readonly [line: string, does: string])[]): Command {
  const below = (does: string): boolean => does.startsWith('\n');
  const width = Math.max(...lines.map(([line, does]) => (below(does) ? 0 : line.length)));
  const shown = lines.map(([line, does]) => `  ${below(does) ? line : `${line.padEnd(width)}   `}${does}`);
  return command.addHelpText('after', `\nExamples:\n${shown.join('\n')}`);
}

/** For an option that may be repeated. */
export const collect = (value: string, previous: readonly string[]): string[] => [...previous, value];

/** For an option that holds several words with commas between. */
export const list = (value: string): string[] => value.split(',').map((word) => word.trim());

/** ` --fleet DIR` for a command line to be shown, where the fleet is not the current folder. */
export const fleetArgument = (fleet: string): string => (fleet === '.' ? '' : ` --fleet ${fleet}`);
