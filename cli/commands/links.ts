import path from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type AgreementRow, agreementRows, blocks, concerns, endsWithin } from '../../analysis/agreements';
import { today } from '../../definition/date';
import { parseDuration } from '../../definition/duration';
import { didYouMean } from '../../definition/words';
import { EXIT, UsageError } from '../errors';
import { agenciesChangedSince } from '../git';
import { linksCsv } from '../links-csv';
import { linksText, remedies } from '../links-text';
import { asOfOption, examples, formatOption, type PrintingOptions } from '../options';
import { placesIn, readClean } from '../reading';
import { coloursFor, count, print, printJson, tell } from '../terminal';

interface Options extends PrintingOptions {
  readonly asOf?: string;
  /** Days. */
  readonly expiring?: number;
  readonly base?: string;
}

/**
 * The result of `streha links --format json`. Fields may be added to it; a change of meaning raises the version.
 */
export interface LinksResult {
  readonly version: 1;
  /** The day they are judged by, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** Those chosen, sorted by consumer and service. */
  readonly links: readonly AgreementRow[];
}

/** `streha links`: what systems agreed to call of each other, why, until when, and what has lapsed. */
export function registerLinks(program: Command): void {
  const command = program
    .command('links')
    .summary('list agreements between systems; exit 1 where one has lapsed')
    .description(
      'Lists the agreements by which systems call each other: who calls what, on which legal basis, why, until when, ' +
        'and who renews it. With AGENCYs, lists those with one of them at either end. Exits 1 where an agreement of ' +
        'the list has lapsed; one that a single side says opens nothing and never does that.',
    )
    .argument('[agency...]', "agencies' keys or files (default: all)")
    .addOption(asOfOption())
    .addOption(
      new Option('--expiring <days>', 'only what lapses within that time, such as 60d, or has lapsed').argParser(days),
    )
    .option('--base <ref>', 'only agreements of agencies whose files differ from the commit where this branch left REF')
    .addOption(formatOption('json', 'csv'))
    .action((agencies: string[], _: unknown, self: Command) => links(agencies, self.optsWithGlobals<Options>()));
  examples(command, [
    ['streha links', 'all, the most pressing first'],
    ['streha links tatimet', 'what one agency gives and takes'],
    ['streha links --expiring 60d', 'what must be renewed soon'],
    ['streha links --base origin/main', 'on a pull request: what its agencies must renew'],
    ['streha links --format csv > links.csv', 'for a spreadsheet'],
  ]);
}

function links(named: readonly string[], options: Options): void {
  const { fleet: folder, format, expiring, base, asOf = today(new Date()) } = options;
  // What its warnings would say of links stands in the list.
  const { fleet, sources } = readClean({ fleet: folder, asOf }, { warnings: false });
  const chosen = named.length === 0 ? undefined : agenciesOf(named, new Set(fleet.agencies.map(({ key }) => key)));
  const changed = base === undefined ? undefined : agenciesChangedSince(folder, base);
  const rows = agreementRows(fleet, placesIn(sources, folder), asOf).filter(
    (row) =>
      (chosen === undefined || concerns(row, chosen)) &&
      (changed === undefined || concerns(row, changed)) &&
      (expiring === undefined || endsWithin(row, expiring)),
  );
  show(rows, asOf, format);
  if (changed && format === 'text') print(sinceText(changed, base ?? ''));
  judge(rows);
}

function show(rows: readonly AgreementRow[], asOf: string, format: string): void {
  if (format === 'json') printJson({ version: 1, asOf, links: rows } satisfies LinksResult);
  else if (format === 'csv') print(linksCsv(rows));
  else print(linksText(rows, { colours: coloursFor(process.stdout), width: WIDTH }));
}

/** Columns of the text: a file or a log has no width of its own, and wider lines are hard to read. */
const WIDTH = 100;

const sinceText = (changed: ReadonlySet<string>, base: string): string =>
  changed.size === 0
    ? `no agency changed since ${base}`
    : `agencies changed since ${base}: ${[...changed].sort().join(', ')}`;

function judge(rows: readonly AgreementRow[]): void {
  const lapsed = rows.filter(blocks);
  if (lapsed.length === 0) return;
  const { red, bold } = coloursFor(process.stderr);
  const what = `${count(lapsed.length, 'agreement has', 'agreements have')} lapsed`;
  tell(`${bold(red('error:'))} ${what}; renew each, or end it:\n${remedies(lapsed)}`);
  process.exitCode = EXIT.input;
}

/** Keys as they stand, and files as a shell completes them. */
function agenciesOf(named: readonly string[], known: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(
    named.map((name) => {
      const key = name.endsWith('.yaml') ? path.basename(name, '.yaml') : name;
      if (known.has(key)) return key;
      throw new UsageError(`there is no agency \`${key}\`; ${didYouMean(key, [...known])}`);
    }),
  );
}

/** Days of `60d`. */
function days(text: string): number {
  const seconds = parseDuration(text);
  if (seconds === undefined || !text.endsWith('d')) {
    throw new InvalidArgumentError('Agreements end with a day: write whole days, such as 60d.');
  }
  return seconds / 86_400;
}
