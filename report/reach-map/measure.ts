/**
 * Width of a text in parts of its font size. No font is at hand, and the reader's is not known: these are the widths of
 * a wide one (DejaVu Sans, Verdana), so that what fits here fits everywhere.
 */
export function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += widthOfLetter(letter);
  return width;
}

/** The text, or as much of its beginning as is at most so wide, with an ellipsis. */
export function shorten(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let short = '';
  let room = width - widthOfLetter('…');
  for (const letter of text) {
    room -= widthOfLetter(letter);
    if (room < 0) break;
    short += letter;
  }
  return `${short.trimEnd()}…`;
}

/** The text on as few lines as it needs, at most so many, each at most so wide; what is left over is cut off. */
export function wrap(text: string, width: number, lines: number): readonly string[] {
  if (lines <= 1 || widthOf(text) <= width) return [shorten(text, width)];
  const words = text.split(' ');
  let first = words.shift() ?? '';
  while (words[0] !== undefined && widthOf(`${first} ${words[0]}`) <= width) first += ` ${words.shift()}`;
  return widthOf(first) > width ? [shorten(text, width)] : [first, ...wrap(words.join(' '), width, lines - 1)];
}

function widthOfLetter(letter: string): number {
  if (/\p{Mn}/u.test(letter)) return 0;
  if (/[ijl.,:;'|!]/.test(letter)) return 0.33;
  if (/[ ftr()[\]"-]/.test(letter)) return 0.42;
  if (/[mwMW@%…<>=+~^#&]/.test(letter)) return 0.99;
  if (/[\u0600-\u06ff\u0590-\u05ff]/.test(letter)) return 0.75;
  if (/\p{Lu}/u.test(letter)) return 0.74;
  return (letter.codePointAt(0) ?? 0) < 0x500 ? 0.625 : 1.05;
}
