import { parse } from 'yaml';
import { insertEntry } from './insert-entry';
import { EditError } from './yaml-layout';

/**
 * Writes one more system into an agency's file; see {@link insertEntry} for what stays as it is.
 *
 * @param block the system as it is to be written, its lines not indented
 * @throws EditError where it is there already, or the file is laid out so that this cannot be done for certain
 */
export function addSystem(text: string, key: string, block: string): string {
  const present = (parse(text) as { readonly systems?: object | null } | null)?.systems;
  if (present && Object.hasOwn(present, key)) throw new EditError(`it has a system \`${key}\` already`);
  return insertEntry(text, ['systems'], block).text;
}
