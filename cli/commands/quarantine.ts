import path from 'node:path';
import type { Command } from 'commander';
import type { SystemEnvironment } from '../../analysis/impact';
import type { Fleet } from '../../definition';
import { today } from '../../definition/date';
import { didYouMean } from '../../definition/words';
import { agencyFile, contentOf, requireAgency } from '../agency-file';
import { messageOf, UsageError } from '../errors';
import { shown } from '../folders';
import { type CommonOptions, day, examples, formatOption } from '../options';
import { judgeChange } from '../proposal';
import { read, requireSound } from '../reading';
import { writeFiles } from '../staging';
import { print, printJson, tell } from '../terminal';

interface Options extends CommonOptions {
  readonly by?: string;
  readonly reason?: string;
  readonly since?: string;
  readonly preview?: boolean;
  readonly format: string;
}

interface Target {
  readonly agency: string;
  readonly system: string;
  readonly environment?: string;
}

/** `streha quarantine`: closes a system for an incident. */
export function registerQuarantine(program: Command): void {
  const command = program
    .command('quarantine')
    .summary('close a system for an incident, and say who loses what')
    .description(
      'Writes `quarantine` into the file of an agency: all traffic of the system is closed with the next deployment, ' +
        'and nobody but the platform changes or enters anything in it; its pods and backups are kept. Prints who ' +
        'loses which service. Deleting the lines undoes it.',
    )
    .argument('<system>', 'AGENCY/SYSTEM for all its environments, or AGENCY/SYSTEM/ENVIRONMENT')
    .option('--by <text>', 'who orders it: an office or a case')
    .option('--reason <text>', 'what happened')
    .option('--since <date>', 'day of the incident, YYYY-MM-DD (default: today)', day)
    .option('--preview', 'only say who would lose what')
    .addOption(formatOption('json'))
    .action((target: string, _: unknown, self: Command) => quarantine(target, self.optsWithGlobals<Options>()));
  examples(command, [
    ['streha quarantine akshi/identity --preview', 'who would lose what'],
    [
      "streha quarantine tatimet/e-filing/prod --by 'AKSK, rasti 17' --reason 'Ndërhyrje e paautorizuar'",
      '\n      closes production',
    ],
  ]);
}

async function quarantine(name: string, options: Options): Promise<void> {
  const target = targetOf(name);
  const now = today(new Date());
  const { fleet, format, preview = false, since = now } = options;
  if (since > now) throw new UsageError(`--since ${since} is after today, ${now}; write the day of the incident`);
  if (format === 'json' && !preview) throw new UsageError('--format json is for --preview');
  requireAgency(fleet, target.agency);
  const file = path.join(fleet, agencyFile(target.agency));
  const before = contentOf(file, target.agency);
  if (!preview) requireSound(fleet, [file]);
  const whole = read({ fleet }).fleet;
  if (preview) {
    if (!whole)
      throw new UsageError('the fleet has errors, so nobody can tell who loses what; `streha validate` names them');
    return show(whole, placesOf(whole, target), format);
  }
  if (whole) refuseTwice(placesOf(whole, target), name);
  const { by, reason } = options;
  if (by === undefined || reason === undefined)
    throw new UsageError('a quarantine says who ordered it and why; add --by and --reason, or --preview to look first');
  const edit = edited(before, target, file, { since, by, reason });
  await judgeChange(fleet, new Map([[agencyFile(target.agency), edit.text]]));
  await writeFiles(path.dirname(file), new Map([[path.basename(file), edit.text]]));
  const { shownEdit } = require('../edit/link-edit') as typeof import('../edit/link-edit');
  print(`wrote the quarantine of ${name}; it closes with the next deployment\n${shownEdit(edit, shown(file))}\n`);
  if (!whole) return tell('other files of the fleet have errors, so nobody can tell here who loses what');
  const { aftermath } = require('../quarantine-text') as typeof import('../quarantine-text');
  const closed = placesOf(whole, target);
  print(`${effects(whole, closed)}\n\n${aftermath(whole, closed, { since, now })}`);
}

function refuseTwice(places: readonly SystemEnvironment[], name: string): void {
  const { quarantineOf } = require('../../definition') as typeof import('../../definition');
  const [since] = places.flatMap(({ system, environment }) => quarantineOf(system, environment)?.since ?? []);
  const open = places.filter(({ system, environment }) => quarantineOf(system, environment) === undefined);
  if (open.length > 0) return;
  throw new UsageError(`${name} is under quarantine already, since ${since}`);
}

function targetOf(name: string): Target {
  const [agency = '', system = '', environment, more] = name.split('/');
  if (agency !== '' && system !== '' && environment !== '' && more === undefined)
    return { agency, system, ...(environment !== undefined && { environment }) };
  throw new UsageError(
    `\`${name}\` is no system; write AGENCY/SYSTEM or AGENCY/SYSTEM/ENVIRONMENT, such as tatimet/e-filing/prod`,
  );
}

function show(fleet: Fleet, closed: readonly SystemEnvironment[], format: string): void {
  const { lossesJson } = require('../quarantine-text') as typeof import('../quarantine-text');
  const { losses } = require('../../analysis/impact') as typeof import('../../analysis/impact');
  if (format === 'json') printJson({ version: 1, ...lossesJson(losses(fleet, closed), closed) });
  else print(effects(fleet, closed));
}

/** Loaded here, so that help and completion start at once. */
function effects(fleet: Fleet, closed: readonly SystemEnvironment[]): string {
  const { losses } = require('../../analysis/impact') as typeof import('../../analysis/impact');
  const { lossesText } = require('../quarantine-text') as typeof import('../quarantine-text');
  return lossesText(fleet, losses(fleet, closed), closed);
}

function placesOf(fleet: Fleet, target: Target): readonly SystemEnvironment[] {
  const agency = fleet.agencies.find(({ key }) => key === target.agency);
  if (!agency) throw new UsageError(`there is no agency \`${target.agency}\``);
  const system = agency.systems.find(({ key }) => key === target.system);
  const systems = agency.systems.map(({ key }) => key);
  if (!system)
    throw new UsageError(`\`${agency.key}\` has no system \`${target.system}\`; ${didYouMean(target.system, systems)}`);
  const chosen = system.environments.filter(
    ({ key }) => target.environment === undefined || key === target.environment,
  );
  const keys = system.environments.map(({ key }) => key);
  if (chosen.length === 0)
    throw new UsageError(
      `\`${agency.key}/${system.key}\` has no environment \`${target.environment}\`; ${didYouMean(target.environment ?? '', keys)}`,
    );
  return chosen.map((environment) => ({ agency, system, environment }));
}

function edited(
  text: string,
  { system, environment }: Target,
  file: string,
  quarantine: { since: string; by: string; reason: string },
) {
  const { addQuarantine } = require('../edit/agency') as typeof import('../edit/agency');
  try {
    return addQuarantine(text, { system, environment }, quarantine);
  } catch (error) {
    throw new UsageError(`cannot change ${shown(file)}: ${messageOf(error)}`);
  }
}
