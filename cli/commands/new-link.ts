import path from 'node:path';
import { type Command, Option } from 'commander';
import { parseDay, today } from '../../definition/date';
import { list as phrases } from '../../definition/words';
import { parse } from '../../definition/yaml/parse';
import { agencyFile, contentOf, requireAgency } from '../agency-file';
import * as link from '../edit/link';
import { edited, shownEdit } from '../edit/link-edit';
import { UsageError } from '../errors';
import { shown } from '../folders';
import { type CommonOptions, day, examples, fleetArgument, list } from '../options';
import { commandName } from '../package-root';
import { judgeChange } from '../proposal';
import { requireSound } from '../reading';
import { writeFiles } from '../staging';
import { print, tell } from '../terminal';

interface Options extends CommonOptions, link.Terms {}

/** `streha new link`. */
export function registerNewLink(parent: Command): void {
  const command = parent
    .command('link')
    .summary('let one system call a service of another')
    .description(
      'Writes both halves of an agreement: the provider lets the consumer in, the consumer says which pods call. ' +
        'Where one side has its half already, writes the other. Everything else in the files stays as it is.',
    )
    .argument('<consumer>', 'the system that calls, such as doganat/clearance')
    .argument('<service>', 'what it calls, such as tatimet/e-filing/taxpayer-status')
    .option('--basis <text>', 'legal basis; needed for personal and classified data')
    .option('--purpose <text>', 'what the data is used for')
    .option('--until <date>', 'last day of the agreement, YYYY-MM-DD', day)
    .addOption(
      new Option('--pods <labels>', 'labels of the pods that call, such as app=worker; may be repeated')
        .argParser((value: string, before: readonly string[]) => [...before, ...list(value)])
        .default([], 'none'),
    )
    .action((consumer: string, service: string, _: unknown, self: Command) =>
      newLink(link.linkName(consumer, service), self.optsWithGlobals<Options>()),
    );
  examples(command, [
    [
      "streha new link doganat/clearance tatimet/e-filing/taxpayer-status --basis 'Ligji nr. 102/2014' " +
        "--purpose 'Verifikimi i importuesit' --until 2037-12-31 --pods app=worker",
      '\n      writes both halves',
    ],
    [
      'streha new link doganat/clearance tatimet/e-filing/taxpayer-status --pods app=worker',
      '\n      where the provider has written its half already',
    ],
  ]);
}

async function newLink(name: link.LinkName, options: Options): Promise<void> {
  const { fleet } = options;
  const keys = [...new Set([name.provider.agency, name.consumer.agency])];
  for (const key of keys) requireAgency(fleet, key);
  const targets = new Map(keys.map((key) => [key, path.join(fleet, agencyFile(key))]));
  requireSound(fleet, [...targets.values()]);
  const files = new Map([...targets].map(([key, target]) => [key, readAgency(target, key)]));
  const of = (key: string): link.AgencyText => files.get(key) ?? readAgency(path.join(fleet, agencyFile(key)), key);
  link.requireEnds(name, of);

  const missing = missingHalves(name, of, options);
  const edits = edited(missing, of, options);
  const texts = new Map(edits.map(({ half, text }) => [half.owner.agency, text])); // of one file, the last edit's
  await judgeChange(fleet, byPath(texts, agencyFile));
  await writeFiles(
    path.join(fleet, 'agencies'),
    byPath(texts, (key) => path.basename(agencyFile(key))),
  );
  const streha = commandName();
  print(`${edits.map((edit) => `${shownEdit(edit, of(edit.half.owner.agency).shown)}\n`).join('\n')}
${environmentsText(name, of)}

What to do next
  send it as one pull request; it needs the consent of ${phrases([...new Set([name.consumer.agency, name.provider.agency])], 'and')},
  by the admins whom \`${streha} codeowners --org ORG\` names
  ${streha} validate${fleetArgument(fleet)}`);
}

function readAgency(target: string, key: string): link.AgencyText {
  const text = contentOf(target, key);
  return { shown: shown(target), text, root: parse(text.replace(/^\uFEFF/, '')).root };
}

/**
 * The halves that are still to be written; says which is there already.
 *
 * @throws UsageError where none is missing, or the options do not suffice for what is
 */
function missingHalves(
  name: link.LinkName,
  of: (agency: string) => link.AgencyText,
  terms: link.Terms,
): readonly link.Half[] {
  const halves = [link.provided(name), link.consumed(name)].map((half) => {
    const file = of(half.owner.agency);
    const line = link.lineOf(half, file);
    return { half, there: line === undefined ? undefined : `${file.shown}:${line}` };
  });
  const there = halves.flatMap((one) => one.there ?? []);
  if (there.length === halves.length)
    throw new UsageError(`the link is there already, at ${phrases(there, 'and')}; edit it there`);

  const missing = halves.filter((one) => one.there === undefined).map(({ half }) => half);
  const data = link.sensitive(name, of(name.provider.agency));
  const lacks = missing.flatMap((half) => {
    const options = link.lacking(half, terms, data);
    return options.length === 0 ? [] : [`for the half of \`${link.called(half.owner)}\` ${phrases(options, 'and')}`];
  });
  if (lacks.length > 0) throw new UsageError(`give ${lacks.join('; ')}`);
  const now = today(new Date());
  const until = missing.some(({ side }) => side === 'provider') ? terms.until : undefined;
  if (until !== undefined && (parseDay(until) ?? 0) < (parseDay(now) ?? 0))
    throw new UsageError(`--until ${until} is before today, ${now}; write the last day on which the link shall hold`);

  for (const { half, there } of halves) {
    if (there === undefined) continue;
    const unused = link.idle(half, terms);
    const aside = unused.length === 0 ? '' : `; ${phrases(unused, 'and')} left aside`;
    tell(`${there} has the half of \`${link.called(half.owner)}\` already${aside}`);
  }
  return missing;
}

const byPath = (texts: ReadonlyMap<string, string>, of: (key: string) => string): ReadonlyMap<string, string> =>
  new Map([...texts].map(([key, text]) => [of(key), text]));

function environmentsText(name: link.LinkName, of: (agency: string) => link.AgencyText): string {
  const { both, apart } = link.joined(name, of);
  return [
    both.length === 0
      ? 'Joins nothing: no environment has the same name on both sides.'
      : `Joins ${phrases(both, 'and')}.`,
    ...apart.map(
      ([system, alone]) => `Leaves out ${phrases(alone, 'and')}, which \`${link.called(system)}\` alone has.`,
    ),
  ].join('\n');
}
