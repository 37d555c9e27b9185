import type { Finding } from '../finding';

/**
 * Workflow commands: annotations at the lines of a pull request.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function formatGithub(findings: readonly Finding[]): string {
  return findings
    .map(({ code, severity, message, help, file, line, endLine, column, endColumn }) => {
      // columns are taken only where the annotation begins and ends on one line
      const columns = line === endLine && endColumn > column ? { col: column, endColumn: endColumn - 1 } : {};
      const properties = Object.entries({ file, line, endLine, ...columns, title: code })
        .map(([name, value]) => `${name}=${property(String(value))}`)
        .join(',');
      return `::${severity} ${properties}::${data(`${message}\nhelp: ${help}`)}\n`;
    })
    .join('');
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
