import { visible } from '../characters';
import { KINDS } from '../codes';
import type { Finding } from '../finding';

/** SARIF 2.1.0, which code scanning services read. https://docs.oasis-open.org/sarif/sarif/v2.1.0/ */
export function formatSarif(findings: readonly Finding[]): string {
  const index = new Map(KINDS.map(({ code }, position) => [code, position]));
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'streha',
            rules: KINDS.map(({ code, severity, title, explanation }) => ({
              id: code,
              shortDescription: { text: title },
              fullDescription: { text: explanation },
              help: { text: `${explanation} See docs/diagnostics.md.` },
              defaultConfiguration: { level: severity },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => ({
          ruleId: finding.code,
          ruleIndex: index.get(finding.code) ?? -1,
          level: finding.severity,
          message: { text: `${finding.message} (${finding.help})` },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: uri(finding.file) },
                region: {
                  startLine: finding.line,
                  startColumn: finding.column,
                  endLine: finding.endLine,
                  endColumn: finding.endColumn,
                },
              },
            },
          ],
        })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** A relative path as a URI reference; file names may hold anything. */
function uri(path: string): string {
  return path
    .split('/')
    .map((part) => encodeURIComponent(visible(part)))
    .join('/');
}
