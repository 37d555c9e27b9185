import { CommanderError } from 'commander';
import { EXIT, FileError } from './errors';
import { createProgram } from './program';
import { DEBUG, reportError } from './report-error';

/**
 * Runs one command and sets the exit code; never ends the process itself, so that what was printed into a pipe
 * arrives whole.
 */
export async function run(argv: readonly string[]): Promise<void> {
  endQuietlyWhenNobodyReads();
  if (argv.includes('--debug')) process.env[DEBUG] = '1';
  try {
    await createProgram().parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
    else process.exitCode = reportError(error);
  }
}

/**
 * `streha validate | head` closes the pipe early: that is the reader's right and no error. A result that cannot be
 * written otherwise, on a full disk say, is one, in words.
 */
function endQuietlyWhenNobodyReads(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit();
      if (stream === process.stdout) reportError(new FileError('write', 'the output', error));
      process.exit(EXIT.usage);
    });
  }
}
