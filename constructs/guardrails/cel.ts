/** Small pieces of CEL, the language of the policies. */

/** A CEL string. */
export function text(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
}

/** A CEL list of strings: sorted and without doubles, so that no order churns a plan. */
export function list(values: readonly string[]): string {
  return `[${[...new Set(values)].sort().map(text).join(', ')}]`;
}

/** The first three of a CEL list of strings, for messages. */
export function few(expression: string): string {
  const rest = [1, 2].map((index) => ` + (size(${expression}) > ${index} ? ', ' + ${expression}[${index}] : '')`);
  const more = ` + (size(${expression}) > 3 ? ', ...' : '')`;
  return `(size(${expression}) == 0 ? 'none' : ${expression}[0]${rest.join('')}${more})`;
}

/** Values for people, the first three of them: `a, b, c, ...`. */
export function listed(values: readonly string[]): string {
  const sorted = [...new Set(values)].sort();
  return [...sorted.slice(0, 3), ...(sorted.length > 3 ? ['...'] : [])].join(', ');
}

/** A label of the namespace of the object judged; the empty string where it has none. */
export const namespaceLabel = (key: string): string => `namespaceObject.metadata.?labels[?${text(key)}].orValue('')`;

/** An annotation of the namespace of the object judged; the empty string where it has none. */
export const namespaceAnnotation = (key: string): string =>
  `namespaceObject.metadata.?annotations[?${text(key)}].orValue('')`;

/** The object judged, or the one it was before an update. */
export type Which = 'object' | 'oldObject';

/**
 * True for what is new or has changed: guards judge changes, not the past. An object older than a guard can still be
 * labelled, finished by its controller and deleted.
 *
 * @param part gives the CEL of the part that is judged
 */
export function changed(part: (which: Which) => string): string {
  return `request.operation != 'UPDATE' || ${part('object')} != ${part('oldObject')}`;
}
