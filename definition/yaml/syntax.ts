import type { CST, ErrorCode, YAMLParseError } from 'yaml';
import type { Problem } from '../codes/define';
import { invalidYaml, tabIndent } from '../codes/yaml';
import { quote } from '../words';
import type { Found } from './parse';

/** What the parser complains of, in words of someone who never read the YAML specification. */
const WORDS: Readonly<Partial<Record<ErrorCode, readonly [message: string, help: string]>>> = {
  BAD_INDENT: [
    'this line is not indented like the lines it belongs to',
    'begin it below the first letter of its neighbours',
  ],
  BAD_SCALAR_START: ['a value cannot begin with this character', 'put the value in quotes'],
  BAD_DQ_ESCAPE: [
    'unknown escape in a text in double quotes',
    'use single quotes, where a backslash is only a backslash',
  ],
  BLOCK_AS_IMPLICIT_KEY: [
    'two keys on one line',
    'put each key on a line of its own, or the value in quotes if it contains a colon',
  ],
  BLOCK_IN_FLOW: ['lines by indentation inside brackets', 'write everything between the brackets, separated by commas'],
  KEY_OVER_1024_CHARS: ['a key of more than 1024 characters', 'a colon or a quote is missing somewhere before'],
  MISSING_CHAR: [
    'a closing quote or bracket, a comma, a colon or a space is missing',
    'every quote and bracket needs its partner, every key a colon and a space',
  ],
  MULTILINE_IMPLICIT_KEY: ['a key that runs over several lines', 'a colon is missing: write `key: value`'],
  UNEXPECTED_TOKEN: [
    'this does not belong here',
    'look for a quote, bracket, colon or comma too many or too few just before',
  ],
  BAD_COLLECTION_TYPE: ['a list and a map in one place', 'either every line begins with `- ` or none'],
  MULTIPLE_ANCHORS: ['two anchors on one value', 'write the value out instead'],
  ALIAS_PROPS: ['an alias with an anchor of its own', 'write the value out instead'],
  BAD_ALIAS: ['an anchor or alias without a name', 'put the value in quotes if it begins with `&` or `*`'],
};

/** The first fault of a document's syntax, if it has one. */
export function syntaxFault(
  errors: readonly YAMLParseError[],
  tokens: readonly CST.Token[],
  text: string,
): Found | undefined {
  const [error] = [...errors].sort((a, b) => a.pos[0] - b.pos[0]);
  if (!error) return undefined;
  const [start, end] = error.pos;
  const open = unclosed(tokens).find((offset) => offset <= start);
  // where a quote or bracket is never closed, the parser stumbles only later, over something innocent
  if (open !== undefined) {
    const mark = text.charAt(open);
    const problem = invalidYaml(
      `${quote(mark)} is never closed`,
      `write the other ${quote(PARTNER[mark] ?? mark)} where the value ends`,
    );
    return { start: open, end: open + 1, problem };
  }
  if (error.code === 'TAB_AS_INDENT') return { start, end, problem: tabIndent() };
  if (error.code === 'BLOCK_AS_IMPLICIT_KEY' && !/: /.test(lineFrom(text, start))) {
    const next = text.indexOf('\n', start) + 1;
    return { start: next, end: next + lineFrom(text, next).length, problem: invalidYaml(...TOO_FAR) };
  }
  return { start, end, problem: problemOf(error.code) };
}

/** A token that belongs nowhere. */
export function unexpected(): Problem {
  return problemOf('UNEXPECTED_TOKEN');
}

function problemOf(code: ErrorCode): Problem {
  const [message, help] = WORDS[code] ?? ['this is not YAML', 'look for a quote, bracket or colon just before'];
  return invalidYaml(message, help);
}

const PARTNER: Readonly<Record<string, string>> = { '[': ']', '{': '}' };

const TOO_FAR = [
  'this line is indented further than the line it belongs to',
  'begin it below the first letter of its neighbours',
] as const;

function lineFrom(text: string, offset: number): string {
  const end = text.indexOf('\n', offset);
  return text.slice(offset, end < 0 ? text.length : end);
}

/** Where quotes and brackets begin that are never closed, in the order of the text. */
function unclosed(tokens: readonly CST.Token[]): readonly number[] {
  const found: number[] = [];
  const open: CST.Token[] = tokens.flatMap((token) => (token.type === 'document' && token.value ? [token.value] : []));
  for (let token = open.pop(); token; token = open.pop()) {
    if (token.type === 'double-quoted-scalar' || token.type === 'single-quoted-scalar') {
      if (token.source.length < 2 || token.source.at(-1) !== token.source[0]) found.push(token.offset);
    }
    if (token.type === 'flow-collection' && !/^flow-(?:map|seq)-end$/.test(token.end[0]?.type ?? ''))
      found.push(token.offset);
    if (!('items' in token)) continue;
    for (const { key, value } of token.items) {
      if (key) open.push(key);
      if (value) open.push(value);
    }
  }
  return found.sort((a, b) => a - b);
}
