import { isScalar, visit } from 'yaml';

/** A key that stands twice in a map. */
export interface RepeatedKey {
  readonly key: string;
  /** Of the second one, as an offset. */
  readonly at: number;
}

/**
 * The first key below a node that a map holds twice. The parser's own search compares every key with every other,
 * which a large ConfigMap makes slow; here only what is judged is searched.
 */
export function repeatedKey(node: unknown): RepeatedKey | undefined {
  let found: RepeatedKey | undefined;
  visit(node as Parameters<typeof visit>[0], {
    Map(_, { items }) {
      const seen = new Set<string>();
      for (const { key } of items) {
        if (!isScalar(key) || !key.range) continue;
        const name = String(key.value);
        if (seen.has(name)) {
          found = { key: name, at: key.range[0] };
          return visit.BREAK;
        }
        seen.add(name);
      }
      return undefined;
    },
  });
  return found;
}
