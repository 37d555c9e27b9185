import { readFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { listFiles } from './folders';
import { packageRoot } from './package-root';

/** Values by placeholder. */
export type Values = Readonly<Record<string, string>>;

const SUFFIX = '.template';
const folder = (): string => path.join(packageRoot(), 'cli/templates');

/** A template with its placeholders (`{{name}}`) filled in. */
export function template(name: string, values: Values): string {
  const text = readFileSync(path.join(folder(), `${name}${SUFFIX}`), 'utf8');
  return text.replace(/\{\{([^\s{}]+)\}\}/g, (_, key: string) => {
    const value = values[key];
    if (value === undefined) throw new Error(`template ${name} asks for \`${key}\``);
    return value;
  });
}

/**
 * Names of the templates below a folder. The suffix keeps npm from acting on a `.gitignore` or `package.json` among
 * them, and compilers from compiling them.
 */
export const templatesIn = (name: string): string[] =>
  listFiles(path.join(folder(), name)).map((file) => file.slice(0, -SUFFIX.length));

/** A text as one YAML value on one line, quoted where it must be. */
export const yamlText = (text: string): string => stringify(text, { lineWidth: 0 }).trimEnd();
