/** Thrown where a value is not what JSON says: cdktf's own resolution has to see it. */
export class NotPlain extends Error {}

/** Two spaces a level, by level: made once, for a stack has tens of thousands of lines and seven levels. */
const INDENTS: string[] = [];
const indent = (level: number): string => {
  INDENTS[level] ??= `\n${'  '.repeat(level)}`;
  return INDENTS[level];
};

/**
 * JSON with sorted keys, two spaces a level, an empty map on two lines: byte for byte what cdktf writes.
 *
 * @throws NotPlain where the value holds something to resolve
 */
export function stableJson(value: unknown, level = 0): string {
  if (typeof value !== 'object' || value === null) return scalar(value);
  const [open, close, items] = Array.isArray(value)
    ? ['[', ']', value.map((item) => stableJson(item, level + 1))]
    : ['{', '}', members(value as Record<string, unknown>, level + 1)];
  if (items.length === 0) return open + indent(level) + close;
  return open + indent(level + 1) + items.join(`,${indent(level + 1)}`) + indent(level) + close;
}

function members(map: Record<string, unknown>, level: number): string[] {
  const items: string[] = [];
  for (const key of Object.keys(map).sort()) {
    const value = map[key];
    // A token may be a map with a way to resolve itself.
    if (typeof value === 'function' || key === 'creationStack') throw new NotPlain();
    if (value !== undefined) items.push(`${JSON.stringify(key)}: ${stableJson(value, level)}`);
  }
  return items;
}

function scalar(value: unknown): string {
  // Within a list `undefined` would have to vanish, not become null.
  if (value === undefined || typeof value === 'function') throw new NotPlain();
  return JSON.stringify(value);
}
