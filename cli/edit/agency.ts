import { isMap, parse, parseDocument, stringify } from 'yaml';
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
  /** Day, `YYYY-MM-DD`. */
  readonly since: string;
  readonly by: string;
  readonly reason: string;
}

/**
 * Writes `quarantine` as the last field of a system or of an environment; see {@link insertEntry} for what stays as it
 * is. Lines are only added, so that taking them away ends it: of an environment on one line, `test: { size: small }`,
 * the system says the quarantine and names the environment.
 *
 * @throws EditError where it is in quarantine already, there is no such place, or the file is laid out so that this
 * cannot be done for certain
 */
export function addQuarantine(text: string, { system, environment }: Quarantined, quarantine: Quarantine): Edit {
  refuseTwice(text, system, environment);
  const { since, by, reason } = quarantine; // in this order
  const entry = stringify({ quarantine: { since, by, reason } }, { lineWidth: 0, blockQuote: false });
  const ofSystem = (more = '') => insertEntry(text, ['systems', system], entry + more);
  if (environment === undefined) return ofSystem();
  const ofEnvironment = insertEntry(text, ['systems', system, 'environments', environment], entry);
  if (ofEnvironment.replaced === 0) return ofEnvironment;
  try {
    const bySystem = ofSystem(`  environments: [${environment}]\n`);
    return bySystem.replaced === 0 ? bySystem : ofEnvironment; // the nearer place, where a line changes either way
  } catch {
    return ofEnvironment; // the system says one already, of another environment
  }
}

/** Asked of the file itself, since another file's error must not let an environment be closed twice. */
function refuseTwice(text: string, system: string, environment: string | undefined): void {
  const said = parseDocument(text, { schema: 'failsafe' }).getIn(['systems', system, 'quarantine']);
  if (!isMap(said)) return;
  const { environments } = said.toJSON() as { readonly environments?: unknown };
  const named = Array.isArray(environments) ? environments : undefined;
  const field = `\`systems.${system}.quarantine\``;
  if (environment === undefined && named)
    throw new EditError(`${field} closes ${named.join(', ')} alone: delete \`environments\` from it to close all`);
  if (environment !== undefined && (named?.includes(environment) ?? true))
    throw new EditError(`${field} closes \`${environment}\` already`);
}
