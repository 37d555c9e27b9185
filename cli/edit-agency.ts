import { isDeepStrictEqual } from 'node:util';
import { isMap, isScalar, type Pair, parse, parseDocument, type Range, stringify, type YAMLMap } from 'yaml';

/** A value of YAML to be. */
export type Plain = string | number | boolean | readonly Plain[] | { readonly [key: string]: Plain };

/**
 * Writes one more system into an agency's file and touches nothing else of it: comments, order and layout stay, since
 * an administrator has to find the file as they left it.
 *
 * @param block the system as it is to be written, its lines not indented
 * @throws Error where it is there already, or the file is laid out so that this cannot be done for certain
 */
export function addSystem(text: string, key: string, block: string): string {
  const present = (parse(text) as Agency | null)?.systems;
  if (present && Object.hasOwn(present, key)) throw new Error(`it has a system \`${key}\` already`);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const edited = insert(text, block, newline);
  const [before, after] = [parse(text) as Agency, parse(edited) as Agency];
  const wanted = { ...before, systems: { ...before.systems, [key]: (parse(block) as Record<string, Plain>)[key] } };
  if (!isDeepStrictEqual(after, wanted))
    throw new Error('the file is laid out too unusually to be changed by a program');
  return edited;
}

interface Agency {
  readonly systems?: Readonly<Record<string, unknown>> | null;
}

function insert(text: string, block: string, newline: string): string {
  const top = parseDocument(text).contents;
  if (!isMap(top)) throw new Error('the file holds no definition');
  const systems = top.items.find((pair) => isScalar(pair.key) && pair.key.value === 'systems') as Pair | undefined;
  const lines = (indent: number): string => indented(block, indent, newline);
  if (!systems) return `${withEnd(text, newline)}systems:${newline}${lines(2)}`;

  const base = columnOf(text, systems.key);
  const value = systems.value;
  if (!isMap(value) || value.items.length === 0) return fill(text, systems, lines(base + 2), newline);
  if (value.flow) return insertFlow(text, value, block);

  const at = endOfBlock(text, endOf(value.items.at(-1)), base);
  const gap = separated(text, value) ? newline : '';
  return `${withEnd(text.slice(0, at), newline)}${gap}${lines(columnOf(text, value.items[0]?.key))}${text.slice(at)}`;
}

/** `systems: {}` and `systems:` with nothing after it. */
function fill(text: string, { key, value }: Pair, lines: string, newline: string): string {
  const colon = text.indexOf(':', rangeOf(key)[1]) + 1;
  const end = Math.max(colon, isMap(value) ? rangeOf(value)[1] : colon);
  const rest = text.indexOf('\n', end);
  const line = rest < 0 ? text.slice(end) : text.slice(end, rest + 1); // a comment may stand there
  return `${text.slice(0, colon)}${withEnd(line.trim() === '' ? newline : line, newline)}${lines}${text.slice(end + line.length)}`;
}

function insertFlow(text: string, value: YAMLMap, block: string): string {
  const at = endOf(value.items.at(-1));
  const system = stringify(parse(block), { collectionStyle: 'flow', lineWidth: 0 }).trim();
  return `${text.slice(0, at)}, ${system.slice(1, -1).trim()}${text.slice(at)}`;
}

/** The end of the line something ends on, and of comments below it that are indented as parts of it. */
function endOfBlock(text: string, end: number, base: number): number {
  const lineEnd = (from: number): number => (text.indexOf('\n', from) < 0 ? text.length : text.indexOf('\n', from) + 1);
  let at = text[end - 1] === '\n' ? end : lineEnd(end);
  for (let next = at; next < text.length; next = lineEnd(next)) {
    const line = text.slice(next, lineEnd(next));
    if (line.trim() === '') continue;
    if (!line.trimStart().startsWith('#') || line.search(/\S/) <= base) break;
    at = lineEnd(next);
  }
  return at;
}

/** Whether the systems of the file are set apart by empty lines. */
function separated(text: string, { items }: YAMLMap): boolean {
  const second = items[1];
  return second !== undefined && /\n\s*\n/.test(text.slice(endOf(items[0]) - 1, rangeOf(second.key)[0]));
}

const endOf = (pair: Pair | undefined): number => rangeOf(pair?.value ?? pair?.key)[1];

function rangeOf(node: unknown): Range {
  const range = typeof node === 'object' && node !== null && 'range' in node ? (node.range as Range | null) : null;
  if (!range) throw new Error('the file is laid out too unusually to be changed by a program');
  return range;
}

const columnOf = (text: string, node: unknown): number => {
  const [start] = rangeOf(node);
  return start - (text.lastIndexOf('\n', start - 1) + 1);
};

const withEnd = (text: string, newline: string): string =>
  text === '' || text.endsWith('\n') ? text : `${text}${newline}`;

const indented = (block: string, indent: number, newline: string): string =>
  block
    .trimEnd()
    .split('\n')
    .map((line) => `${' '.repeat(indent)}${line}${newline}`)
    .join('');
