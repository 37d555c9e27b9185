import { z } from 'zod';
import type { Problem } from '../codes/define';
import { nothingInside } from '../codes/shape';

/** What the keys of a map must be: the pattern an editor shows, and the judgement. */
export interface Keys {
  readonly pattern: string;
  readonly judge: (key: string) => Problem | undefined;
}

/** A map by name: two the same are caught, and no order matters. */
export function dict<V extends z.ZodType>(keys: Keys, value: V, { least = 0 } = {}) {
  // not by the key's own schema: zod passes over the value behind a bad key, and one fault would hide others
  const judgement = z.core._check<Record<string, unknown>>(
    ({ value: map, issues }) => {
      if (typeof map !== 'object' || map === null || Array.isArray(map)) return;
      const names = Object.keys(map);
      if (names.length < least) issues.push({ code: 'custom', input: map, params: { fault: nothingInside } });
      for (const name of names) {
        const fault = keys.judge(name);
        if (fault) issues.push({ code: 'custom', input: name, path: [name], params: { fault, key: true } });
      }
    },
    { when: () => true },
  );
  const record = z.record(z.string().meta({ pattern: keys.pattern }), value).check(judgement);
  return least === 0 ? record : record.meta({ minProperties: least });
}
