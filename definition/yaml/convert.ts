import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type YAMLMap,
  type Node as YamlNode,
  type Scalar as YamlScalar,
} from 'yaml';
import { hiddenCharacter } from '../characters';
import { unknownField, wrongType } from '../codes/shape';
import { duplicateKey, hiddenCharacterFound, mergeKey, tooManyValues, unresolvedAlias } from '../codes/yaml';
import { Lines, type Span } from '../source';
import type { Found } from './parse';
import type { Dict, Entry, Node, Scalar } from './tree';

/** Values a file may hold once its aliases are written out: a file of 128 KiB by hand holds fewer. */
export const MAX_VALUES = 10_000;

/** Composed YAML to a tree, and what may not stand in one. */
export function convert(contents: YamlNode, text: string): { readonly root?: Node; readonly found: readonly Found[] } {
  const conversion = new Conversion(text);
  const root = conversion.node(contents, { start: 0, end: 0 });
  if (!conversion.overflow) return { root, found: conversion.found };
  return { found: [...conversion.found, { ...conversion.overflow, problem: tooManyValues(MAX_VALUES) }] };
}

class Conversion {
  readonly found: Found[] = [];
  /** Where the values became too many. */
  overflow: Span | undefined;
  private values = 0;
  private readonly lines: Lines;
  private readonly anchors = new Map<string, YamlNode>();
  /** Aliases being written out: one inside itself has no end. */
  private readonly open = new Set<YamlNode>();

  constructor(private readonly text: string) {
    this.lines = new Lines(text);
  }

  /** @param gap where an absent value would stand */
  node(node: unknown, gap: Span): Node {
    const span = spanOf(node, gap);
    this.values += 1;
    if (this.values > MAX_VALUES) this.overflow ??= span;
    if (this.overflow) return { kind: 'scalar', value: null, ...span };
    if (isAlias(node)) return this.alias(node, span);
    if (isScalar(node) || isMap(node) || isSeq(node)) if (node.anchor) this.anchors.set(node.anchor, node);
    const tagged = isScalar(node) || isMap(node) || isSeq(node) ? node.tag !== undefined : false; // a finding of the parser's
    if (isMap(node)) return this.map(node, span, tagged);
    if (isSeq(node))
      return { kind: 'list', items: node.items.map((item) => this.node(item, span)), ...span, ...spoilt(tagged) };
    return this.scalar(isScalar(node) ? node : undefined, span, tagged);
  }

  private alias(alias: Alias, span: Span): Node {
    const target = this.anchors.get(alias.source);
    if (!target || this.open.has(target)) {
      this.found.push({ ...span, problem: unresolvedAlias(alias.source) });
      return { kind: 'scalar', value: null, spoilt: true, ...span };
    }
    this.open.add(target);
    const node = this.node(target, span);
    this.open.delete(target);
    if (this.overflow) this.overflow = span; // the alias is to blame, not what it repeats
    return node;
  }

  private map(map: YAMLMap, span: Span, tagged: boolean): Dict {
    let unread = tagged;
    const entries = new Map<string, Entry>();
    for (const { key, value } of map.items) {
      const keySpan = spanOf(key, span);
      const gap = { start: keySpan.end, end: keySpan.end };
      const name = isScalar(key) && !(key.value instanceof Object) ? String(key.value ?? '') : undefined;
      const earlier = name === undefined ? undefined : entries.get(name);
      if (name === undefined) {
        this.found.push({ ...keySpan, problem: wrongType('key', 'a word', kindOf(key)) });
        unread = true;
      } else if (name === '<<' && isPlain(key)) {
        this.found.push({ ...keySpan, problem: mergeKey() });
        unread = true;
      } else if (name === '__proto__') {
        // the one key that libraries read as more than a name: zod passes over it in silence
        this.found.push({ ...keySpan, problem: unknownField(name, []) });
      } else if (earlier) {
        this.found.push({ ...keySpan, problem: duplicateKey(name, this.lines.at(earlier.key.start).line) });
      } else {
        this.judgeCharacters(name, keySpan);
        entries.set(name, { key: keySpan, value: this.node(value, gap) });
        continue;
      }
      this.node(value, gap); // its anchors and its own faults count all the same
    }
    return { kind: 'map', entries, ...span, ...spoilt(unread) };
  }

  private scalar(scalar: YamlScalar | undefined, span: Span, tagged: boolean): Scalar {
    const source = scalar === undefined ? '' : String(scalar.value ?? '');
    const hidden = this.judgeCharacters(source, span);
    const value = scalar && !isPlain(scalar) ? source : resolve(source);
    return { kind: 'scalar', value, ...span, ...spoilt(tagged || hidden) };
  }

  /** Hidden characters that came by an escape or a line break; those in the bytes are found where they stand. */
  private judgeCharacters(value: string, span: Span): boolean {
    const name = hiddenCharacter(value);
    if (name === undefined) return false;
    const written = this.text.slice(span.start, span.end);
    if (hiddenCharacter(written.replace(/[\t\r\n]/g, '')) === undefined)
      this.found.push({ ...span, problem: hiddenCharacterFound(name) });
    return true;
  }
}

function spoilt(is: boolean): { readonly spoilt?: true } {
  return is ? { spoilt: true } : {};
}

/** What a plain scalar means: YAML's core schema, except that a number is one only if it is written the usual way. */
function resolve(source: string): Scalar['value'] {
  if (/^(?:|~|null|Null|NULL)$/.test(source)) return null;
  if (/^(?:true|True|TRUE)$/.test(source)) return true;
  if (/^(?:false|False|FALSE)$/.test(source)) return false;
  if (/^-?\d[\d.]*$/.test(source) && String(Number(source)) === source) return Number(source);
  return source;
}

function isPlain(node: unknown): boolean {
  return isScalar(node) && (node.type === undefined || node.type === 'PLAIN');
}

function kindOf(node: unknown): string {
  if (isMap(node)) return 'a map';
  if (isSeq(node)) return 'a list';
  return isAlias(node) ? 'an alias' : 'nothing';
}

function spanOf(node: unknown, gap: Span): Span {
  const range = isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range : undefined;
  return range ? { start: range[0], end: range[1] } : gap;
}
