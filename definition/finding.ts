import type { Severity } from './codes/define';

/** Something wrong with a file, at its place. Lines and columns count from 1, columns in UTF-16 units; the end is exclusive. */
export interface Finding {
  /** `STR103`; docs/diagnostics.md explains every one. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** Path of the file, below the fleet's folder. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** How to mend it. */
  readonly help: string;
  /** Where the code is explained. */
  readonly docs: string;
}

/** A place in a file, as a finding names it. */
export type Location = Pick<Finding, 'file' | 'line' | 'column' | 'endLine' | 'endColumn'>;

/** Findings of one code that one file gets; the last says how many more there are. No list by hand comes near it. */
const ALIKE = 100;

/** Sorted by file, place and code, each once, and no more of one code in one file than someone will read. */
export function ordered(findings: readonly Finding[]): readonly Finding[] {
  const sorted = [...findings].sort(order);
  const kept: Finding[] = [];
  const alike = new Map<string, { count: number; last: number }>();
  for (const [index, finding] of sorted.entries()) {
    const before = sorted[index - 1];
    if (before && order(before, finding) === 0) continue;
    const key = `${finding.code} ${finding.file}`;
    const group = alike.get(key) ?? { count: 0, last: 0 };
    alike.set(key, group);
    group.count += 1;
    if (group.count <= ALIKE) group.last = kept.push(finding) - 1;
  }
  for (const { count, last } of alike.values()) {
    const finding = kept[last];
    if (count > ALIKE && finding)
      kept[last] = {
        ...finding,
        message: `${finding.message}; and ${(count - ALIKE).toLocaleString('en')} more like it in this file`,
      };
  }
  return kept;
}

function order(a: Finding, b: Finding): number {
  return (
    compare(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    compare(a.code, b.code) ||
    a.endLine - b.endLine ||
    a.endColumn - b.endColumn ||
    compare(a.message, b.message)
  );
}

/** By code unit: the same on every computer, whatever its language. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
