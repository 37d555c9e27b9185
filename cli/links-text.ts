import type { Colors } from 'picocolors/types';
import { type AgreementRow, byUrgency, type LinkState, type Place } from '../analysis/agreements';
import { NOTICE_DAYS } from '../definition/links';
import { count, grouped, padEnd, widthOf } from './terminal';

/** How agreements are drawn. */
export interface LinksStyle {
  readonly colours: Colors;
  /** Columns that a line may take. */
  readonly width: number;
}

/** Agreements for people, a block for each, the most pressing first; a line that sums them up comes last. */
export function linksText(rows: readonly AgreementRow[], style: LinksStyle): string {
  const blocks = [...rows].sort(byUrgency).map((row) => `${block(row, style)}\n\n`);
  return `${blocks.join('')}${summary(rows)}\n`;
}

function block(row: AgreementRow, { colours, width }: LinksStyle): string {
  const lines: readonly (readonly [label: string, text: string | undefined])[] = [
    [row.state, standing(row)],
    ['service', row.title && `${row.title}${row.data ? ` (${row.data} data)` : ''}`],
    ['purpose', row.purpose],
    ['basis', row.basis ?? (row.purpose === undefined ? undefined : 'none')],
    ['renewal', renewal(row)],
    ['written', written(row)],
  ];
  const indent = ' '.repeat(2 + LABEL + 1);
  return [
    colours.bold(calls(row)),
    ...lines.flatMap(([label, text]) => {
      if (text === undefined) return [];
      const [first = '', ...more] = wrap(text, width - indent.length);
      const paint = label === row.state ? PAINT[row.state] : 'dim';
      return [
        `  ${colours[paint](padEnd(label, LABEL))} ${first}`.trimEnd(),
        ...more.map((line) => `${indent}${line}`),
      ];
    }),
  ].join('\n');
}

const calls = ({ consumer, service }: AgreementRow): string => `${consumer} calls ${service}`;

/** As wide as the longest state. */
const LABEL = 'quarantined'.length;

const PAINT = {
  lapsed: 'red',
  lapsing: 'yellow',
  waits: 'yellow',
  quarantined: 'magenta',
  nowhere: 'yellow',
  stands: 'green',
} as const satisfies Record<LinkState, keyof Colors>;

function standing(row: AgreementRow): string {
  const { state, waitsFor, until } = row;
  const end = until === undefined ? [] : [`until ${until}`, ended(row.daysLeft)].filter((word) => word !== '');
  if (state === 'waits') return [`for the consent of ${waitsFor ?? ''}`, ...end].join(', ');
  return [...end, opened(row)].join(', ');
}

function ended(daysLeft: number | undefined): string {
  if (daysLeft === undefined) return '';
  if (daysLeft === 0) return 'its last day is today';
  return daysLeft > 0 ? `${count(daysLeft, 'day')} left` : `${count(-daysLeft, 'day')} ago`;
}

function opened({ environments, quarantined }: AgreementRow): string {
  if (environments.length + quarantined.length === 0) return 'open nowhere: no environment in common';
  return [
    ...(environments.length > 0 ? [`open in ${environments.join(', ')}`] : []),
    ...(quarantined.length > 0 ? [`closed by quarantine in ${quarantined.join(', ')}`] : []),
  ].join('; ');
}

function renewal({ renews, asks, until }: AgreementRow): string | undefined {
  if (until === undefined) return undefined; // the provider has not said yet what there would be to renew
  return [...(renews ? [`by ${renews}`] : []), ...(asks ? [`asked for by ${asks}`] : [])].join(', ') || undefined;
}

function written({ written: { provider, consumer } }: AgreementRow): string | undefined {
  return (
    [...(provider ? [`provider ${shown(provider)}`] : []), ...(consumer ? [`consumer ${shown(consumer)}`] : [])].join(
      ', ',
    ) || undefined
  );
}

const shown = ({ file, line }: Place): string => `${file}:${line}`;

function summary(rows: readonly AgreementRow[]): string {
  const of = (state: LinkState): number => rows.filter((row) => row.state === state).length;
  const verb = (number: number, one: string, many: string): string => `${grouped(number)} ${number === 1 ? one : many}`;
  return [
    count(rows.length, 'agreement'),
    `${verb(of('lapsing'), 'lapses', 'lapse')} within ${NOTICE_DAYS} days`,
    `${grouped(of('lapsed'))} lapsed`,
    `${verb(of('waits'), 'waits', 'wait')} for consent`,
  ].join(', ');
}

/** What to do about agreements that block: one paragraph each. */
export function remedies(lapsed: readonly AgreementRow[]): string {
  return [...lapsed]
    .sort(byUrgency)
    .map((row) => {
      const { service, until, renews, written } = row;
      const halves = [written.provider, written.consumer].flatMap((place) => (place ? [shown(place)] : []));
      return [
        `${calls(row)}: lapsed on ${until ?? ''}`,
        `  renew it:  ${renews ?? 'its provider'} writes a new \`until\` in ${written.until ? shown(written.until) : service}`,
        `  or end it: delete it in ${halves.join(' and ')}`,
      ].join('\n');
    })
    .join('\n');
}

/** Breaks a text at blanks; a word wider than the line stands on one of its own. */
function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || widthOf(`${last} ${word}`) > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
