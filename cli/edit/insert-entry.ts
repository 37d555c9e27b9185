import { isDeepStrictEqual } from 'node:util';
import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  type Pair,
  parse,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml';
import { type ChangedLines, changedLines } from './changed-lines';
import { EditError, endOf, Layout, lastLeaf, type Place, pairOf, rangeOf, type Splice, unusual } from './yaml-layout';

/** A text with one entry more, and where it stands. */
export interface Edit extends ChangedLines {
  readonly text: string;
}

/** Options of {@link insertEntry}. */
export interface InsertOptions {
  /**
   * Whether the map is made where it is absent, as the last field of the one above it, which has to be there.
   *
   * @default false
   */
  readonly make?: boolean;
}

/**
 * Writes one more entry into a map of a YAML file and touches nothing else of it: comments, order and layout stay,
 * since an administrator has to find the file as they left it.
 *
 * In block style lines are added and none is changed. In brackets that is so where they are laid out over several
 * lines; else one line changes: an empty map `to: {}`, whose brackets go; a map on one line, `test: { size: small }`,
 * which grows; one whose first entry stands on the line of its bracket; and a field within brackets without a value.
 *
 * @param path keys from the top down to the map
 * @param entry the entry as YAML, key and value, its lines indented by two spaces; the file's own width is used
 * @throws EditError where the entry is there already, a map above it is not, or the file is laid out so that this
 * cannot be done for certain: what comes out is read again and holds exactly what was wanted
 */
export function insertEntry(
  text: string,
  path: readonly string[],
  entry: string,
  { make = false }: InsertOptions = {},
): Edit {
  const document = parseDocument(text, AS_WRITTEN);
  if (document.errors.length > 0) throw new EditError('it is no sound YAML');
  const before: unknown = parse(text, AS_WRITTEN);
  const wanted = withEntry(before, path, parse(entry, AS_WRITTEN), make); // says what is missing, before anything is looked for
  refuseSharing(document, path);
  const { start, end, insert } = splice(new Layout(text, document), path, entry);
  const edited = text.slice(0, start) + insert + text.slice(end);
  if (!isDeepStrictEqual(parsed(edited), wanted)) throw unusual();
  return { text: edited, ...changedLines(text, edited) };
}

/** Every value is the text it is: a key `012` is not 12. */
const AS_WRITTEN = { schema: 'failsafe', logLevel: 'error' } as const;

type Fields = Readonly<Record<string, unknown>>;

/** What the file is to say. */
function withEntry(
  node: unknown,
  path: readonly string[],
  entry: Fields,
  make: boolean,
  above: readonly string[] = [],
): Fields {
  if (above.length === 0 && !isFields(node)) throw new EditError('the file holds no definition');
  const place = above.length === 0 ? 'the top of the file' : `\`${above.join('.')}\``;
  const [step, ...rest] = path;
  // A field without a value is a map that has no entry yet.
  if (node !== '' && !isFields(node)) throw new EditError(`${place} holds no entries`);
  const fields = node === '' ? {} : node;
  if (step === undefined) {
    const key = Object.keys(entry).find((one) => Object.hasOwn(fields, one));
    if (key !== undefined) throw new EditError(`${place} has \`${key}\` already`);
    return { ...fields, ...entry };
  }
  if (!Object.hasOwn(fields, step) && !(make && rest.length === 0)) throw new EditError(`${place} has no \`${step}\``);
  const below = Object.hasOwn(fields, step) ? fields[step] : '';
  return { ...fields, [step]: withEntry(below, rest, entry, make, [...above, step]) };
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What one place says, an alias says elsewhere: an entry would appear in both. */
function refuseSharing(document: Document, path: readonly string[]): void {
  const repeated = new Set<string>();
  visit(document, { Alias: (_, { source }) => void repeated.add(source) });
  let node: unknown = document.contents;
  for (const [depth, step] of [...path, undefined].entries()) {
    const place = path.slice(0, depth).join('.');
    if (isAlias(node)) {
      throw new EditError(`\`${place}\` repeats what stands at \`&${node.source}\`: write it out instead of the alias`);
    }
    if (isCollection(node) && node.anchor !== undefined && repeated.has(node.anchor)) {
      throw new EditError(`\`${place}\` is repeated elsewhere as \`*${node.anchor}\`: write it out there first`);
    }
    if (isMap(node) && step !== undefined) node = pairOf(node, step)?.value;
  }
}

/** Finds the map and chooses how the entry is written into it. */
function splice(layout: Layout, path: readonly string[], entry: string): Splice {
  let place = layout.top();
  for (const step of path) {
    const field = place.map && pairOf(place.map, step);
    if (!field) return into(layout, place, `${step}:\n${entry.replace(/^(?=.)/gm, '  ')}`);
    place = layout.below(place, field);
  }
  return into(layout, place, entry);
}

function into(layout: Layout, place: Place, entry: string): Splice {
  const { map, field, within } = place;
  if (map && !map.flow) return asLines(layout, place, map, entry);
  if (field && !within && (!map || layout.isBare(field, map))) return fill(layout, place, field, map, entry);
  if (map) return intoBrackets(layout, place, map, entry);
  return inBrackets(layout, field, entry);
}

/** Below the last entry of a block, and below the comments that belong to it. */
function asLines(layout: Layout, { column, width }: Place, { items }: YAMLMap, entry: string): Splice {
  const [first, second] = items;
  const gap = second !== undefined && layout.apart(first, second) ? layout.newline : '';
  const at = layout.endOfBlock(lastLeaf(items.at(-1)), column);
  return layout.lines(at, gap + layout.indented(entry, layout.columnOf(first?.key), width));
}

/** `to: {}`, and `to:` with nothing after it. A comment may stand on the line, and below it. */
function fill(layout: Layout, { column, width }: Place, field: Pair, map: YAMLMap | undefined, entry: string): Splice {
  const colon = layout.colonOf(field);
  const emptied = map ? rangeOf(map)[1] : colon;
  const at = layout.endOfBlock(emptied, column);
  const lines = layout.lines(at, layout.indented(entry, column + width, width));
  return { start: colon, end: at, insert: layout.text.slice(emptied, at) + lines.insert };
}

function intoBrackets(layout: Layout, { column, width }: Place, map: YAMLMap, entry: string): Splice {
  const { text, newline } = layout;
  const [open, end] = rangeOf(map);
  const close = end - 1;
  const own = layout.lineEnd(open);
  const [first, last] = [map.items[0], map.items.at(-1)];
  const field = inline(entry);
  if (!first) {
    if (own > close) return { start: open + 1, end: close, insert: ` ${field} ` };
    return layout.lines(own, `${' '.repeat(Math.max(0, column) + width)}${field}${newline}`);
  }
  const begin = rangeOf(first.key)[0];
  const line = `${' '.repeat(layout.indentOf(begin))}${field},${newline}`;
  const tail = text.slice(endOf(last), close).replace(/#[^\n]*/g, '');
  const closing = layout.lineStart(close);
  const alone = text.slice(closing, close).trim() === '';
  if (begin >= own && alone && tail.includes(',')) return layout.lines(closing, line);
  // Without a comma after the last entry, the first place is the one where a line can be added and none be changed.
  if (begin >= own) return layout.lines(own, line);
  return layout.at(endOf(last), `, ${field}`);
}

/** `to:` with nothing after it, within brackets. */
function inBrackets(layout: Layout, field: Pair | undefined, entry: string): Splice {
  if (!field) throw new EditError('the file holds no definition');
  return layout.at(layout.colonOf(field), ` { ${inline(entry)} }`);
}

/** An entry on one line, as it stands within brackets. */
const inline = (entry: string): string =>
  parseDocument(entry, AS_WRITTEN).toString({ collectionStyle: 'flow', lineWidth: 0 }).trim().slice(1, -1).trim();

function parsed(text: string): unknown {
  try {
    return parse(text, AS_WRITTEN);
  } catch {
    throw unusual();
  }
}
