import type { Command } from 'commander';
import { registerNewAgency } from './new-agency';
import { registerNewLink } from './new-link';
import { registerNewSystem } from './new-system';

/** `streha new agency`, `streha new system` and `streha new link`: definitions to start from. */
export function registerNew(program: Command): void {
  const command = program
    .command('new')
    .summary('write a new agency, system, or link of two systems')
    .description('Writes a new agency, system, or link of two systems, and judges it before anything is written.');
  registerNewAgency(command);
  registerNewSystem(command);
  registerNewLink(command);
}
