/**
 * Text as it may be shown: control characters, halves of surrogate pairs and overrides of the writing direction, none
 * of which a name needs, become U+FFFD. They break XML, or make a name read as another.
 */
export function visible(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu, '\ufffd');
}

/** Text for an element or a quoted attribute, in HTML and XML alike. */
export function escapeMarkup(text: string): string {
  return visible(text).replace(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`);
}

/**
 * A quoted string of Graphviz, which reads entities and backslashes in labels: neither is left to be one.
 *
 * @param width letters after which a line is broken at the next space; @default - never
 */
export function quoteDot(text: string, width?: number): string {
  const lines = width === undefined ? [visible(text)] : broken(visible(text), width);
  const escaped = lines.map((line) => line.replace(/&/g, '&amp;').replace(/\\/g, '\\\\').replace(/"/g, '\\"'));
  return `"${escaped.join('\\n')}"`;
}

function broken(text: string, width: number): readonly string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1] ?? '';
    if (last === '') lines[lines.length - 1] = word;
    else if (last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
