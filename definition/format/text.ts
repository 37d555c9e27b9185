import { createColors } from 'picocolors';
import { visible } from '../characters';
import { KINDS } from '../codes';
import type { Finding } from '../finding';
import { Lines } from '../source';
import { count } from '../words';
import { type Frame, frame } from './frame';

/** Findings for people: each with the line it is about, and a summary at the end. */
export function formatText(
  findings: readonly Finding[],
  textOf: (file: string) => string | undefined,
  color: boolean,
): string {
  const paint = createColors(color);
  const files = new Map<string, Lines | undefined>();
  const linesOf = (file: string) => {
    if (!files.has(file)) {
      const text = textOf(file);
      files.set(file, text === undefined ? undefined : new Lines(text));
    }
    return files.get(file);
  };
  const blocks = findings.map((finding) => {
    const tint = finding.severity === 'error' ? paint.red : paint.yellow;
    const gutter = String(finding.line).length + 1;
    const bar = paint.blue('|');
    const pad = ' '.repeat(gutter);
    const title = `${tint(paint.bold(`${finding.severity}[${finding.code}]`))}${paint.bold(`: ${finding.message}`)}`;
    const help = `${pad} ${paint.blue('=')} ${paint.bold('help')}: ${finding.help}`;
    const file = visible(finding.file);
    const lines = linesOf(finding.file);
    if (!lines) return [title, `${pad}${paint.blue('-->')} ${file}`, help].join('\n');
    const line = lines.line(finding.line);
    const end = finding.endLine === finding.line ? finding.endColumn - 1 : line.length;
    const { text, before, width } = SECRET.has(finding.code) ? HIDDEN : frame(line, finding.column - 1, end);
    return [
      title,
      `${pad}${paint.blue('-->')} ${file}:${finding.line}:${finding.column}`,
      `${pad} ${bar}`,
      `${paint.blue(` ${finding.line} |`)} ${text}`.trimEnd(),
      `${pad} ${bar} ${' '.repeat(before)}${tint('^'.repeat(width))}`,
      help,
    ].join('\n');
  });
  return `${[...blocks, summary(findings)].join('\n\n')}\n`;
}

/** Kinds whose line is not shown: what stands beside the name may be a secret, and logs are kept. */
const SECRET: ReadonlySet<string> = new Set(KINDS.filter(({ secret }) => secret).map(({ code }) => code));

const HIDDEN: Frame = { text: '…', before: 0, width: 1 };

/** `2 errors, 1 warning`. */
export function summary(findings: readonly Finding[]): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return `${count(errors, 'error')}, ${count(findings.length - errors, 'warning')}`;
}
