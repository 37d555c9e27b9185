/** What a cell may hold; absent is empty. */
export type Cell = string | number | undefined;

/**
 * Rows as RFC 4180 has them, for a spreadsheet: fields quoted where they need it, lines ended by CRLF. A text that a
 * spreadsheet would take for a formula begins with an apostrophe, so that no file of an agency runs anything on the
 * computer of the person who opens it; numbers stay numbers.
 */
export const csv = (rows: readonly (readonly Cell[])[]): string =>
  rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');

function field(cell: Cell): string {
  if (typeof cell !== 'string') return cell === undefined ? '' : String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** How a formula begins: some programs skip blanks before it, some take the wide signs of East Asian keyboards. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;
