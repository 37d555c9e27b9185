import { EXIT, InputError, UsageError } from './errors';
import { coloursFor, tell } from './terminal';

/** Set by `--debug`, and for the app of cdktf.json by hand. */
export const DEBUG = 'STREHA_DEBUG';

/** Tells what ended a command, in words; the trace only where it was asked for. Returns the exit code. */
export function reportError(error: unknown): number {
  if (error instanceof InputError) return EXIT.input;
  const { red, bold } = coloursFor(process.stderr);
  const message = error instanceof Error ? error.message : String(error);
  tell(`${bold(red('error:'))} ${message}`);
  const known = error instanceof UsageError || isRenderError(error);
  if (process.env[DEBUG]) tell(error instanceof Error ? (error.stack ?? message) : message);
  else if (!known) tell(`run again with --debug, or ${DEBUG}=1, to see where this arose`);
  return isRenderError(error) ? EXIT.input : EXIT.usage;
}

// By name: loading `manifests/` to look at an error would load it for every command.
const isRenderError = (error: unknown): boolean => error instanceof Error && error.name === 'RenderError';
