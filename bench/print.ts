/** A figure and what it should be at most. */
export interface Goal {
  readonly what: string;
  readonly got: number;
  readonly most: number;
}

/** Prints rows in columns: the first to the left, figures to the right. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  console.log(['', line(head), ...rows.map(line), ''].join('\n'));
}

/** Prints each goal with what came of it. */
export function printGoals(goals: readonly Goal[]): void {
  const width = Math.max(...goals.map(({ what }) => what.length));
  for (const { what, got, most } of goals) {
    const figure = Number.isFinite(got) ? got.toFixed(most > 10 ? 0 : 2) : '-';
    const outcome = Number.isFinite(got) ? (got <= most ? 'met' : 'missed') : 'not measured';
    console.log(`${what.padEnd(width)}  ${figure.padStart(6)}  goal ${most}  ${outcome}`);
  }
}
