import { EXIT, InputError, messageOf, UsageError } from './errors';
import { coloursFor, tell } from './terminal';

/** Set by `--debug`, and for the app of cdktf.json by hand. */
export const DEBUG = 'STREHA_DEBUG';

/** Tells what ended a command, in words; the trace only where it was asked for. Returns the exit code. */
export function reportError(error: unknown): number {
  if (error instanceof InputError) return EXIT.input;
  const debug = process.env[DEBUG] !== undefined;
  const { red, bold } = coloursFor(process.stderr);
  const trace = debug && error instanceof Error ? error.stack : undefined;
  tell(`${bold(red('error:'))} ${trace ?? messageOf(error)}`);
  const known = error instanceof UsageError || isRenderError(error);
  if (!known && !debug) tell(`run again with --debug, or ${DEBUG}=1, to see where this arose`);
  return isRenderError(error) ? EXIT.input : EXIT.usage;
}

// By name: loading `manifests/` to look at an error would load it for every command.
const isRenderError = (error: unknown): boolean => error instanceof Error && error.name === 'RenderError';
