import type { AgreementRow, Place } from '../analysis/agreements';
import { type Cell, csv } from './csv';

/** Columns in their order. New ones are added at the end. */
const COLUMNS: readonly (readonly [head: string, cell: (row: AgreementRow) => Cell])[] = [
  ['consumer', (row) => row.consumer],
  ['service', (row) => row.service],
  ['title', (row) => row.title],
  ['data', (row) => row.data],
  ['basis', (row) => row.basis],
  ['purpose', (row) => row.purpose],
  ['until', (row) => row.until],
  ['daysLeft', (row) => row.daysLeft],
  ['state', (row) => row.state],
  ['waitsFor', (row) => row.waitsFor],
  ['environments', (row) => row.environments.join(' ')],
  ['quarantined', (row) => row.quarantined.join(' ')],
  ['renews', (row) => row.renews],
  ['asks', (row) => row.asks],
  ['writtenByProvider', (row) => at(row.written.provider)],
  ['writtenByConsumer', (row) => at(row.written.consumer)],
];

/** Agreements for a spreadsheet: a line of names, then one line for each. */
export const linksCsv = (rows: readonly AgreementRow[]): string =>
  csv([COLUMNS.map(([head]) => head), ...rows.map((row) => COLUMNS.map(([, cell]) => cell(row)))]);

const at = (place: Place | undefined): Cell => place && `${place.file}:${place.line}`;
