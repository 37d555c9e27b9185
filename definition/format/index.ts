import type { Finding } from '../finding';
import type { Sources } from '../source';
import { formatGithub } from './github';
import { formatSarif } from './sarif';
import { formatText } from './text';

/** How findings are written. */
export const FORMATS = ['text', 'json', 'github', 'sarif'] as const;
export type Format = (typeof FORMATS)[number];

export interface FormatOptions {
  /**
   * Whether a terminal shows it.
   *
   * @default false
   */
  readonly color?: boolean;
  /**
   * The fleet's folder as seen from where the reader stands, ending in `/`; put before each file's path.
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
  if (format === 'text') return formatText(findings, sources, { color, root });
  if (format === 'github') return formatGithub(findings, root);
  if (format === 'sarif') return formatSarif(findings, root);
  return `${JSON.stringify({ version: 1, findings: findings.map((finding) => ({ ...finding, file: `${root}${finding.file}` })) }, null, 2)}\n`;
}
