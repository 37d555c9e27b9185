/** Steps of JSON: what may stand next, and where each leads. */
type Step = 'value' | 'first value' | 'key' | 'first key' | 'colon' | 'end of value';

const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\t\r\n]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"/y;
const SCALAR = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;

/**
 * The place where a text stops being JSON, as an offset; its length where more should follow. JSON's own parser says
 * no place, and YAML's takes what JSON does not, such as a comma after the last entry.
 */
export function jsonFault(text: string): number {
  const open: ('[' | '{')[] = [];
  let step: Step = 'value';
  let at = 0;
  const takes = (token: RegExp): boolean => {
    token.lastIndex = at;
    const found = token.exec(text);
    at += found?.[0].length ?? 0;
    return found !== null;
  };
  const afterClosing = (bracket: '[' | '{'): Step | undefined => {
    at++;
    return open.pop() === bracket ? 'end of value' : undefined;
  };
  const next = (char: string | undefined): Step | undefined => {
    if (step === 'first value' && char === ']') return afterClosing('[');
    if (step === 'first key' && char === '}') return afterClosing('{');
    if (step === 'end of value') {
      const inside = open.at(-1);
      if (char === (inside === '[' ? ']' : '}') && inside) return afterClosing(inside);
      if (char !== ',' || !inside) return undefined;
      at++;
      return inside === '[' ? 'value' : 'key';
    }
    if (step === 'colon') {
      if (char !== ':') return undefined;
      at++;
      return 'value';
    }
    if (step === 'key' || step === 'first key') return takes(STRING) ? 'colon' : undefined;
    if (char === '[' || char === '{') {
      at++;
      open.push(char);
      return char === '[' ? 'first value' : 'first key';
    }
    return takes(STRING) || takes(SCALAR) ? 'end of value' : undefined;
  };
  for (;;) {
    takes(SPACE);
    const following = next(text[at]);
    if (!following) return at;
    step = following;
  }
}
