import { posix } from 'node:path';
import type { Finding } from '../finding';
import type { Sources } from '../source';
import { formatGithub } from './github';
import { formatSarif } from './sarif';
import { formatText } from './text';

/** How findings are written. */
export const FORMATS = ['text', 'json', 'github', 'sarif'] as const;
/** How findings are written: for people, programs, a pull request's annotations, or code scanning. */
export type Format = (typeof FORMATS)[number];

/** Options of `formatFindings`. */
export interface FormatOptions {
  /**
   * Whether a terminal shows it.
   *
   * @default false
   */
  readonly color?: boolean;
  /**
   * The fleet's folder as seen from where the reader stands: files are shown by their path from there.
   *
   * @default - nothing: the reader stands in it
   */
  readonly root?: string;
}

/** Findings as text for people, JSON, GitHub annotations or SARIF 2.1.0. Pure; ends with a line break. */
export function formatFindings(
  findings: readonly Finding[],
  sources: Sources,
  format: Format,
  { color = false, root = '' }: FormatOptions = {},
): string {
  const shown =
    root === '' ? findings : findings.map((finding) => ({ ...finding, file: posix.join(root, finding.file) }));
  if (format === 'github') return formatGithub(shown);
  if (format === 'sarif') return formatSarif(shown);
  if (format === 'json') return `${JSON.stringify({ version: 1, findings: shown }, null, 2)}\n`;
  const texts = new Map(findings.map(({ file }, index) => [shown[index]?.file, sources.text(file)]));
  return formatText(shown, (file) => texts.get(file), color);
}
