import type { Command } from 'commander';
import { registerNewAgency } from './new-agency';
import { registerNewSystem } from './new-system';

/** `streha new agency` and `streha new system`: definitions to start from. */
export function registerNew(program: Command): void {
  const command = program
    .command('new')
    .summary('write a new agency, or a new system of one')
    .description('Writes a new agency, or a new system of one, and judges it before anything is written.');
  registerNewAgency(command);
  registerNewSystem(command);
}
