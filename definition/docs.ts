import { visible } from './characters';
import { FAMILIES, KINDS } from './codes';
import type { Change, Kind } from './codes/define';

/** docs/diagnostics.md: every code, why it is one, and an example of it wrong and right. */
export function diagnosticsPage(): string {
  const families = FAMILIES.map(({ family, title }) => {
    const kinds = KINDS.filter(({ code }) => code.startsWith(family));
    const body =
      kinds.length === 0
        ? ['This family is for what a change may do: it compares two states of a fleet. It has no code yet.']
        : kinds.map(section);
    return [`## ${family}xx ${title}`, ...body].join('\n\n');
  });
  return `${[
    '# Diagnostics',
    '<!-- generated from definition/codes: do not edit -->',
    `Every finding has a code that never changes its meaning. An error stops synth and deploy; a warning does not. ` +
      'No error comes of a date alone, nor of what another agency takes back: one night, or one ministry, must not stop the deploy of all.',
    'Printed by `streha validate`, as text, `--format json`, `--format github` (annotations) or `--format sarif`.',
    KINDS.map(
      ({ code, severity, title }) =>
        `- [${code}](#${code.toLowerCase()}) ${title}${severity === 'warning' ? ' (warning)' : ''}`,
    ).join('\n'),
    ...families,
  ].join('\n\n')}\n`;
}

function section({ code, severity, title, explanation, example }: Kind): string {
  const right =
    example.right ?? example.wrong.flatMap((change) => ('from' in change ? [{ ...change, to: change.from }] : []));
  return [
    `### ${code}`,
    `**${title}** (${severity}). ${explanation}`,
    'Wrong:',
    ...example.wrong.map(shown),
    ...(right.length === 0 ? [] : ['Right:', ...right.map(shown)]),
  ].join('\n\n');
}

function shown(change: Change): string {
  if ('problem' in change || 'bytes' in change) return fence(change.file, change.shown);
  return fence(change.file, 'to' in change ? change.to || '# nothing' : change.text);
}

/** Long examples are told, not shown. */
function fence(file: string, text: string): string {
  const lines = text.replace(/\n$/, '').split('\n');
  const indent = Math.min(
    ...lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length),
  );
  const body = lines.map((line) => clip(line.slice(indent).replace(/[^\t]/gu, (one) => visible(one)))).join('\n');
  return `\`\`\`yaml\n# ${file}\n${body}\n\`\`\``;
}

function clip(line: string): string {
  return line.length <= 120 ? line : `${line.slice(0, 119)}…`;
}
