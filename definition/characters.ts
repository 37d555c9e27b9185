/**
 * Characters that no reader sees or that change what he sees: controls, bidirectional overrides, zero widths.
 * What a reviewer approves must be what the machine reads.
 */

const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
/** The same in a whole file, where tabs and line ends have their place. */
const HIDDEN_IN_FILE = /(?:(?![\t\n])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}])/gu;

const NAMES: Readonly<Record<number, string>> = {
  0: 'a null character',
  9: 'a tab',
  10: 'a line break',
  13: 'a carriage return',
  27: 'an escape character',
  127: 'a delete character',
  173: 'a soft hyphen',
  8203: 'a zero-width space',
  8204: 'a zero-width non-joiner',
  8205: 'a zero-width joiner',
  8232: 'a line separator',
  8233: 'a paragraph separator',
  65279: 'a byte order mark',
};

/** The first hidden character of a value, by name; a value stands on one line, so a line break is one. */
export function hiddenCharacter(value: string): string | undefined {
  const match = HIDDEN.exec(value);
  return match ? nameOf(match[0]) : undefined;
}

/** Where hidden characters stand in a whole file, the first of each line. */
export function hiddenInFile(
  text: string,
): readonly { readonly start: number; readonly end: number; readonly name: string }[] {
  const found = [];
  let lineEnd = -1;
  for (const match of text.matchAll(HIDDEN_IN_FILE)) {
    const start = match.index;
    if (start < lineEnd || (match[0] === '\r' && text[start + 1] === '\n')) continue;
    found.push({ start, end: start + match[0].length, name: nameOf(match[0]) });
    const next = text.indexOf('\n', start);
    lineEnd = next < 0 ? text.length : next;
  }
  return found;
}

function nameOf(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  const code = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
  if (NAMES[point]) return `${NAMES[point]} (${code})`;
  if (
    (point >= 0x202a && point <= 0x202e) ||
    (point >= 0x2066 && point <= 0x2069) ||
    point === 0x200e ||
    point === 0x200f
  )
    return `a bidirectional control character (${code})`;
  return `a control character (${code})`;
}

/** The text with every hidden character written out, `\u{202E}`: safe to print. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) => {
    const point = character.codePointAt(0) ?? 0;
    return `\\u{${point.toString(16).toUpperCase()}}`;
  });
}
