import type { MapAgency, MapLink, MapSystem, ReachMap } from '../../analysis/reach/map';
import { escapeMarkup } from './escape';
import { type Kind, kindOf, LOOKS } from './look';
import type { Scene } from './scene';
import { number, WORDS } from './words';

/** Rows a table shows until all are asked for: thousands take a browser seconds. Print and a page without scripts have all. */
const ROWS = 200;

/**
 * The links as a table: what a screen reader reads, what prints, and the only copy of the data in the page, from which
 * its script works.
 */
export function linksTable(map: ReachMap, { lineOf }: Scene): string {
  const ends = endsOf(map);
  const rows = map.links.map((link, index) => linkRow(link, ends, lineOf.get(index)));
  const columns = [
    'from',
    'to',
    'service',
    'dataColumn',
    'ports',
    'environments',
    'basis',
    'purpose',
    'until',
  ] as const;
  return table(
    'links',
    WORDS.linksTable,
    columns.map((column) => WORDS[column]),
    rows,
  );
}

/** All systems: also those no link names, and those a large map does not draw. */
export function systemsTable(map: ReachMap): string {
  const asks = counted(map.links.map(({ from }) => from));
  const answers = counted(map.links.map(({ to }) => to));
  const rows = map.agencies.flatMap((agency) =>
    agency.systems.map((system) => {
      const data = `data-key="${escapeMarkup(system.key)}" data-agency="${escapeMarkup(agency.key)}" data-kind="${system.data}"`;
      return `<tr ${data}${system.quarantined ? ' data-quarantined' : ''}>${[
        cell(name(agency.name)),
        cell(`${name(system.title)} ${key(system.key)}`),
        cell(badge(system.data)),
        cell(system.quarantined ? WORDS.quarantined : ''),
        `<td class="figure">${number(asks.get(system.key) ?? 0)}</td>`,
        `<td class="figure">${number(answers.get(system.key) ?? 0)}</td>`,
      ].join('')}</tr>`;
    }),
  );
  const columns = ['agency', 'system', 'dataColumn', 'state', 'asksCount', 'answersCount'] as const;
  return table(
    'systems',
    WORDS.systemsTable,
    columns.map((column) => WORDS[column]),
    rows,
  );
}

type Ends = ReadonlyMap<string, { readonly agency: MapAgency; readonly system: MapSystem }>;

function endsOf(map: ReachMap): Ends {
  return new Map(
    map.agencies.flatMap((agency) => agency.systems.map((system) => [system.key, { agency, system }] as const)),
  );
}

function linkRow(link: MapLink, ends: Ends, line: number | undefined): string {
  const kind = kindOf(link);
  const { agreement } = link;
  const attributes = [
    `data-from="${escapeMarkup(link.from)}"`,
    `data-to="${escapeMarkup(link.to)}"`,
    `data-kind="${kind}"`,
    ...(line === undefined ? [] : [`data-line="${line}"`]),
  ];
  return `<tr ${attributes.join(' ')}>${[
    cell(end(link.from, ends)),
    cell(end(link.to, ends)),
    cell(agreement ? `${name(agreement.title)} ${key(agreement.service)}` : `<em>${WORDS.unexplainedLong}</em>`),
    cell(badge(kind)),
    cell(name(link.ports)),
    cell(link.environments.map((one) => `<span>${escapeMarkup(one)}</span>`).join(' ')),
    cell(name(agreement?.basis ?? '')),
    cell(name(agreement?.purpose ?? '')),
    cell(escapeMarkup(agreement?.until ?? '')),
  ].join('')}</tr>`;
}

function end(systemKey: string, ends: Ends): string {
  const found = ends.get(systemKey);
  return found
    ? `${name(found.system.title)} <small dir="auto">${escapeMarkup(found.agency.name)}</small>`
    : key(systemKey);
}

/** The class in words, with the colour and the letters it has in the picture. */
export function badge(kind: Kind): string {
  const said = kind === 'unexplained' ? WORDS.unexplained : WORDS.classes[kind];
  return `<span class="kind ${kind}"><b aria-hidden="true">${LOOKS[kind].letters}</b> ${said}</span>`;
}

function table(id: string, caption: string, columns: readonly string[], rows: readonly string[]): string {
  const heads = columns.map((column) => `<th scope="col"><button type="button">${column}</button></th>`).join('');
  const rest =
    rows.length > ROWS ? `<button type="button" class="rest" id="${id}-rest" data-most="${ROWS}" hidden></button>` : '';
  return `<div class="sideways" role="region" tabindex="0" aria-label="${caption}. ${WORDS.scroll}"><table id="${id}"><caption>${caption}</caption><thead><tr>${heads}</tr></thead><tbody>
${rows.map((row, index) => (index < ROWS ? row : row.replace('<tr ', '<tr class="later" '))).join('\n')}
</tbody></table></div>${rest}`;
}

function cell(markup: string): string {
  return `<td>${markup}</td>`;
}

/** Whichever way its script runs. */
function name(text: string): string {
  return text === '' ? '' : `<span dir="auto">${escapeMarkup(text)}</span>`;
}

function key(text: string): string {
  return `<code>${escapeMarkup(text)}</code>`;
}

function counted(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const one of keys) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}
