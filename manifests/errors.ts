import type { Location } from './location';

/**
 * Terraform JSON whose objects cannot be known, or that uses what this renderer does not know. Rendering stops: a
 * file that lacks something would be taken for all there is.
 */
export class RenderError extends Error {
  override readonly name = 'RenderError';

  constructor(where: Location, problem: string, mend: string) {
    super(`${where}: ${problem}; ${mend}`);
  }
}

const TABLES = 'manifests/types';

/** No table describes this resource type. */
export const unknownType = (where: Location, type: string, suggestion: string | undefined): RenderError =>
  new RenderError(
    where,
    `no rule renders resource type \`${type}\``,
    suggestion === undefined ? `add one to ${TABLES}, or take the resource out of the stack` : `use \`${suggestion}\``,
  );

/** A known resource type with an attribute or block that its table does not list. */
export const unknownAttribute = (where: Location, known: readonly string[]): RenderError =>
  new RenderError(
    where,
    'unknown attribute',
    `known here: ${known.join(', ')}; mend the stack, or add the attribute to its table in ${TABLES}`,
  );

/** An attribute the renderer knows and does not render, with the reason and the way round it. */
export const refusedAttribute = (where: Location, reason: string): RenderError =>
  new RenderError(where, 'cannot be rendered', reason);

/** A `${...}` or `%{...}` whose value is not in the stack itself. */
export const unresolved = (where: Location, text: string): RenderError =>
  new RenderError(
    where,
    `\`${text}\` is an expression whose value is known only when Terraform runs`,
    'write the value itself, or refer to an attribute this stack sets; a literal `${` is written `$${`',
  );

/** References that lead back to themselves. */
export const circular = (where: Location, text: string): RenderError =>
  new RenderError(where, `\`${text}\` refers to itself`, 'write the value itself');

/** A value of another type than the attribute's. */
export const wrongType = (where: Location, wanted: string, got: unknown): RenderError =>
  new RenderError(where, `got ${shown(got)}`, `write ${wanted}`);

/** A value in a message. What is in a list, a block or a long text may be nobody else's business. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return `a block with ${Object.keys(value).join(', ') || 'nothing'}`;
  if (typeof value === 'string' && value.length > 40) return 'a long text';
  return JSON.stringify(value);
}

/** `count`, `for_each`, `dynamic` and their like: how many objects come of it is known only when Terraform runs. */
export const repeated = (where: Location): RenderError =>
  new RenderError(
    where,
    'how many objects it makes is known only when Terraform runs',
    'write each resource or block out; a loop in TypeScript does that',
  );

/** A block of the document whose objects, or whose effect on objects, cannot be seen in it. */
export const unsupportedBlock = (where: Location): RenderError =>
  new RenderError(
    where,
    'what it brings in is known only when Terraform runs',
    'write the resources and values into the stack itself',
  );

/** A key at the top of the document that Terraform JSON does not have. */
export const unknownBlock = (where: Location, known: readonly string[]): RenderError =>
  new RenderError(where, 'unknown block', `known here: ${known.join(', ')}`);

/** A resource without what names its object. */
export const missing = (where: Location): RenderError =>
  new RenderError(where, 'is missing', 'set it: an object is known by its apiVersion, kind and name');

/** Two resources that make the same object. */
export const duplicate = (where: Location, object: string, other: string): RenderError =>
  new RenderError(where, `makes ${object}, which ${other} makes too`, 'keep one of the two');
