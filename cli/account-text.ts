import type { Colors } from 'picocolors/types';
import { quantity } from '../definition/quantity';
import { type Account, RESOURCES, type Resource, type SiteAccount } from './account';
import { count, grouped, padEnd, padStart, widthOf } from './terminal';

/** How the account is drawn. */
export interface AccountStyle {
  readonly colours: Colors;
  /** Small bars beside the percentages, for a terminal. */
  readonly bars: boolean;
}

/** More agencies than this are counted, not listed. */
const LISTED = 40;
const BAR = 12;

/** The account as text, at most 80 columns wide where names allow it. */
export function accountText(account: Account, style: AccountStyle): string {
  const { bold } = style.colours;
  const { totals } = account;
  return [
    bold(`${account.name} (${account.platform})`),
    [
      count(totals.agencies, 'agency', 'agencies'),
      count(totals.systems, 'system'),
      count(totals.namespaces, 'namespace'),
      count(totals.objects, 'object'),
      count(totals.releases, 'Helm release'),
      count(totals.stacks, 'stack'),
    ].join(', '),
    '',
    ...sites(account, style),
    '',
    ...commitments(account, style),
    '',
    ...agencies(account, style),
    '',
  ].join('\n');
}

function sites({ sites }: Account, { colours }: AccountStyle): string[] {
  return table(
    ['Site', 'Role', 'Agencies', 'Systems', 'Namespaces', 'Objects', 'Title'],
    sites.map((site) => [
      site.site,
      site.role,
      grouped(site.agencies),
      grouped(site.systems),
      grouped(site.namespaces),
      grouped(site.objects),
      site.title,
    ]),
    'llrrrrl',
    colours,
  );
}

function commitments({ sites }: Account, style: AccountStyle): string[] {
  const rows = sites.flatMap((site) => RESOURCES.map((one) => commitment(site, one, style)));
  return table(
    ['Site', '', 'Committed', 'Sellable', 'used', ...(style.bars ? [''] : []), 'Capacity', 'used'],
    rows,
    style.bars ? 'llrrrlrr' : 'llrrrrr',
    style.colours,
  );
}

function commitment(site: SiteAccount, resource: Resource, style: AccountStyle): string[] {
  const { committed, sellable, capacity, ofSellable, ofCapacity } = site.resources[resource];
  const amount = (text: string): string => readable(resource, text);
  return [
    resource === 'cpu' ? site.site : '',
    resource,
    amount(committed),
    amount(sellable),
    percent(ofSellable),
    ...(style.bars ? [bar(ofSellable, style.colours)] : []),
    amount(capacity),
    percent(ofCapacity),
  ];
}

function agencies({ agencies }: Account, { colours }: AccountStyle): string[] {
  const shown = agencies.length > LISTED ? agencies.slice(0, LISTED) : agencies;
  const rest = agencies.length - shown.length;
  return [
    ...table(
      ['Agency', 'Systems', 'Namespaces', 'Objects', 'CPU', 'Memory', 'Storage', 'Of budget'],
      shown.map((agency) => [
        agency.agency,
        grouped(agency.systems),
        grouped(agency.namespaces),
        grouped(agency.objects),
        ...RESOURCES.map((one) => readable(one, agency.committed[one])),
        percent(agency.ofBudget),
      ]),
      'lrrrrrrr',
      colours,
    ),
    ...(rest > 0 ? [`and ${count(rest, 'agency', 'agencies')} more; --format json lists all`] : []),
  ];
}

function table(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  align: string,
  colours: Colors,
): string[] {
  const widths = heads.map((head, at) => Math.max(...[head, ...rows.map((row) => row[at] ?? '')].map(widthOf)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => (align[at] === 'r' ? padStart(cell, widths[at] ?? 0) : padEnd(cell, widths[at] ?? 0)))
      .join('  ')
      .trimEnd();
  return [colours.dim(line(heads)), ...rows.map(line)];
}

function bar(part: number, { green, yellow, red, dim }: Colors): string {
  const full = Math.min(BAR, Math.round(part * BAR));
  const paint = part > 0.95 ? red : part > 0.8 ? yellow : green;
  return paint('█'.repeat(full)) + dim('░'.repeat(BAR - full));
}

const percent = (part: number): string => `${Math.round(part * 100)}%`;

/** Cores, and bytes in the unit that reads best: rounded, for people. */
function readable(resource: Resource, text: string): string {
  const value = Number(quantity(text) / 1000n);
  if (resource === 'cpu') return grouped(value);
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  let [amount, at] = [value, 0];
  while (amount >= 1024 && at < units.length - 1) [amount, at] = [amount / 1024, at + 1];
  const digits = amount < 10 && !Number.isInteger(amount) ? amount.toFixed(1) : grouped(Math.round(amount));
  return `${digits} ${units[at]}`;
}
