import type { RenderedStack } from './kubernetes-object';

/**
 * The objects of a stack as one YAML file of several documents, which `kubectl apply --server-side -f` takes.
 *
 * Written here and not by a YAML library because that is faster by an order of magnitude, and stricter: text is
 * written plain only where no reader, of YAML 1.1 or 1.2, could take it for anything but text, and is quoted or a
 * literal block otherwise. The tests read it back with a library, by both versions.
 *
 * @returns the file, or nothing at all for a stack that makes no objects
 */
export function renderYaml(rendered: RenderedStack): string {
  if (rendered.objects.length === 0) return '';
  const lines = [`# Kubernetes objects of stack ${mention(rendered.name)}, rendered from its Terraform JSON.`];
  if (rendered.releases.length > 0) {
    lines.push(`# Helm releases, which render to no object here: ${rendered.releases.map(mention).join(', ')}`);
  }
  rendered.objects.forEach((object, index) => {
    if (index > 0) lines.push('---'); // before the first it would leave the header a document of its own
    mapping(object, '', lines);
  });
  return `${lines.join('\n')}\n`;
}

/** A name in a comment, which ends where the line does. */
const mention = (name: string): string => (/^[\w.-]+$/.test(name) ? name : quoted(name));

/** `key: value` lines. A value that needs lines of its own follows, deeper by two. */
function mapping(object: Readonly<Record<string, unknown>>, indent: string, lines: string[], first = indent): void {
  let start = first;
  for (const key in object) {
    entry(`${start}${inline(key)}:`, object[key], indent, lines);
    start = indent;
  }
}

function entry(head: string, value: unknown, indent: string, lines: string[]): void {
  if (Array.isArray(value) && value.length > 0) {
    lines.push(head);
    sequence(value, indent, lines); // a list stands as deep as its key
  } else if (isFilled(value)) {
    lines.push(head);
    mapping(value, `${indent}  `, lines);
  } else if (typeof value === 'string' && isBlock(value)) {
    literal(head, value, `${indent}  `, lines);
  } else {
    lines.push(`${head} ${scalar(value)}`);
  }
}

function sequence(list: readonly unknown[], indent: string, lines: string[]): void {
  for (const item of list) {
    if (isFilled(item)) mapping(item, `${indent}  `, lines, `${indent}- `);
    else if (Array.isArray(item) && item.length > 0) {
      lines.push(`${indent}-`);
      sequence(item, `${indent}  `, lines);
    } else if (typeof item === 'string' && isBlock(item)) literal(`${indent}-`, item, `${indent}  `, lines);
    else lines.push(`${indent}- ${scalar(item)}`);
  }
}

const isFilled = (value: unknown): value is Readonly<Record<string, unknown>> => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  for (const _ in value) return true;
  return false;
};

function scalar(value: unknown): string {
  if (typeof value === 'string') return inline(value);
  if (Array.isArray(value)) return '[]';
  if (typeof value === 'object' && value !== null) return '{}';
  // YAML 1.1 takes 1e+21 for text: its numbers have a dot.
  return String(value).replace(/^(-?\d+)e/, '$1.0e');
}

/** A letter, then letters, digits and signs that mean nothing in YAML: no number, no date, no indicator. */
const PLAIN = /^[A-Za-z][A-Za-z0-9_./-]*$/;
/** What some version of YAML or some reader takes for a boolean or for nothing. */
const WORDS = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf)$/i;

const inline = (text: string): string => (PLAIN.test(text) && !WORDS.test(text) ? text : quoted(text));

/**
 * What JSON leaves as it is and YAML does not (controls, line breaks of other alphabets, byte order marks), and what
 * would show a reviewer another text than the cluster gets (invisible signs, changes of direction).
 */
const UNPRINTABLE = /[\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/g;

const quoted = (text: string): string =>
  JSON.stringify(text).replace(UNPRINTABLE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Signs a reader can see, and the spaces between them. */
const VISIBLE = /^[\t\n \p{L}\p{M}\p{N}\p{P}\p{S}]*$/u;
/** Where a literal block would need more than its mark: a space first, spaces before a line's end, empty lines last. */
const UNEVEN = /^\s|[\t ]\n|[\t ]$|\n\n$/;

const isBlock = (text: string): boolean => text.includes('\n') && !UNEVEN.test(text) && VISIBLE.test(text);

function literal(head: string, text: string, indent: string, lines: string[]): void {
  const ends = text.endsWith('\n');
  lines.push(`${head} ${ends ? '|' : '|-'}`);
  for (const line of (ends ? text.slice(0, -1) : text).split('\n')) lines.push(line === '' ? '' : indent + line);
}
