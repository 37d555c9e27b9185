import { parse, stringify } from 'yaml';
import { type Edit, insertEntry } from './insert-entry';
import { EditError } from './yaml-layout';

/**
 * Writes one more system into an agency's file; see {@link insertEntry} for what stays as it is.
 *
 * @param block the system as it is to be written, its lines not indented
 * @throws EditError where it is there already, or the file is laid out so that this cannot be done for certain
 */
export function addSystem(text: string, key: string, block: string): string {
  const present = (parse(text, { schema: 'failsafe' }) as { readonly systems?: object | null } | null)?.systems;
  if (present && Object.hasOwn(present, key)) throw new EditError(`it has a system \`${key}\` already`);
  return insertEntry(text, ['systems'], block, { make: true }).text;
}

/** What is cut off: a system with all its environments, or one of them. */
export interface Quarantined {
  readonly system: string;
  /** @default - all */
  readonly environment?: string | undefined;
}

/** Who cut it off, since when and why. */
export interface Quarantine {
  /** Day or time, as the definition writes it. */
  readonly since: string;
  readonly by: string;
  readonly reason: string;
}

/**
 * Writes `quarantine` as the last field of a system or of an environment; see {@link insertEntry} for what stays as it
 * is. An environment on one line, `test: { size: small }`, stays on one: that line alone changes.
 *
 * @throws EditError where it is in quarantine already, there is no such place, or the file is laid out so that this
 * cannot be done for certain
 */
export function addQuarantine(text: string, { system, environment }: Quarantined, quarantine: Quarantine): Edit {
  const { since, by, reason } = quarantine; // in this order
  const entry = stringify({ quarantine: { since, by, reason } }, { lineWidth: 0, blockQuote: false });
  const below = environment === undefined ? [] : ['environments', environment];
  return insertEntry(text, ['systems', system, ...below], entry);
}
