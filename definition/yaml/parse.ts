import { Composer, type CST, type Document, isScalar, Parser } from 'yaml';
import { hiddenInFile } from '../characters';
import type { Problem } from '../codes/define';
import { emptyFile } from '../codes/files';
import { explicitTag, hiddenCharacterFound, nestedTooDeep, severalDocuments, yamlDirective } from '../codes/yaml';
import type { Span } from '../source';
import { convert } from './convert';
import { syntaxFault, unexpected } from './syntax';
import type { Node } from './tree';

/** How deep a file may nest; the schema needs eight. */
const DEPTH = 24;

export type Found = Span & { readonly problem: Problem };

/** What a text says, as far as it can be read at all. */
export interface Parsed {
  readonly root?: Node;
  readonly found: readonly Found[];
}

/**
 * YAML text to a tree.
 *
 * Hostile text must end quickly: depth, tags and documents are judged on the token tree, without recursion, before
 * anything is composed; keys are compared by ourselves, since the composer's check is quadratic.
 */
export function parse(text: string): Parsed {
  const found: Found[] = hiddenInFile(text).map(({ start, end, name }) => ({
    start,
    end,
    problem: hiddenCharacterFound(name),
  }));
  const tokens: CST.Token[] = [];
  let documents = 0;
  for (const token of new Parser().parse(text)) {
    if (token.type === 'directive')
      return { found: [...found, { ...span(token), problem: yamlDirective(token.source) }] };
    if (token.type === 'error') return { found: [...found, { ...span(token), problem: unexpected() }] };
    if (token.type === 'document') {
      documents += 1;
      if (documents > 1) {
        // the first is mostly but a part of what was meant
        // After `...` it begins with its first word, which may be shorter than a `---`.
        const [mark = ''] = /^.{0,3}/.exec(text.slice(token.offset)) ?? [];
        const end = token.offset + mark.length;
        return { found: [...found, { start: token.offset, end, problem: severalDocuments() }] };
      }
      const { tags, deep } = survey(token);
      found.push(...tags.map((tag) => ({ ...span(tag), problem: explicitTag(tag.source) })));
      if (deep !== undefined)
        return { found: [...found, { start: deep, end: deep + 1, problem: nestedTooDeep(DEPTH) }] };
    }
    tokens.push(token);
  }
  const [document] = compose(tokens);
  if (!document?.contents || isNothing(document.contents))
    return { found: found.length > 0 ? found : [{ start: 0, end: 0, problem: emptyFile() }] };
  // one fault of syntax makes the rest of the file mean something else: what follows is not worth saying
  const fault = syntaxFault(document.errors, tokens, text);
  if (fault) return { found: [...found, fault] };
  const converted = convert(document.contents, text);
  return { ...converted, found: [...found, ...converted.found] };
}

/** A document of comments alone, or of a line `---`. */
function isNothing(contents: unknown): boolean {
  return isScalar(contents) && contents.value === '' && contents.type === 'PLAIN' && !contents.anchor && !contents.tag;
}

function compose(tokens: readonly CST.Token[]): readonly Document[] {
  const composer = new Composer({ uniqueKeys: false, schema: 'failsafe', merge: false, logLevel: 'silent' });
  // every fault is an Error to the composer, and hostile text has 65,000: their stacks would cost most of the time
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return [...composer.compose(tokens)];
  } finally {
    Error.stackTraceLimit = limit;
  }
}

function span(token: CST.Token): Span {
  const source = 'source' in token ? token.source : '';
  return { start: token.offset, end: token.offset + source.length };
}

/** Explicit tags of a document, and the first place that lies too deep. */
function survey(document: CST.Document): { readonly tags: readonly CST.SourceToken[]; readonly deep?: number } {
  const tags: CST.SourceToken[] = [];
  const open: { readonly token: CST.Token; readonly depth: number }[] = [];
  const props = (tokens: readonly CST.Token[] | undefined) => {
    for (const token of tokens ?? []) if (token.type === 'tag') tags.push(token);
  };
  props(document.start);
  if (document.value) open.push({ token: document.value, depth: 0 });
  for (let next = open.pop(); next; next = open.pop()) {
    const { token, depth } = next;
    if (depth > DEPTH) return { tags, deep: token.offset };
    if (token.type === 'block-scalar') props(token.props);
    if (!('items' in token)) continue;
    for (const item of token.items) {
      props(item.start);
      props(item.sep);
      if (item.key) open.push({ token: item.key, depth: depth + 1 });
      if (item.value) open.push({ token: item.value, depth: depth + 1 });
    }
  }
  return { tags };
}
