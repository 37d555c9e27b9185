import type { Problem } from '../codes/define';
import { byteOrderMark, notUtf8 } from '../codes/files';
import type { Span } from '../source';

/** The text of a file, and what was wrong with its bytes. */
export interface Decoded {
  readonly text: string;
  readonly found: readonly (Span & { readonly problem: Problem })[];
  /** Whether the text is the author's: no reading of it is worth its findings otherwise. */
  readonly sound: boolean;
}

/** Bytes to text: UTF-8 and nothing else. A byte order mark is left out and warned of. */
export function decode(bytes: Uint8Array): Decoded {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const body = marked ? bytes.subarray(3) : bytes;
  const mark = marked ? [{ start: 0, end: 0, problem: byteOrderMark() }] : [];
  const text = strict(body, false);
  if (text !== undefined) return { text, found: mark, sound: true };
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const valid = validPrefix(body);
  const start = strict(body.subarray(0, valid), true)?.length ?? 0;
  const problem = notUtf8(utf16 ? undefined : body[valid]);
  return {
    text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(body),
    found: [...mark, { start, end: start + 1, problem }],
    sound: false,
  };
}

function strict(bytes: Uint8Array, unfinished: boolean): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: unfinished });
  } catch {
    return undefined;
  }
}

/** How many bytes from the start are UTF-8: the first wrong one follows them. */
function validPrefix(bytes: Uint8Array): number {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (strict(bytes.subarray(0, middle), true) === undefined) high = middle - 1;
    else low = middle;
  }
  // the last character may have been begun and not finished: the fault is where it begins
  while (low > 0 && strict(bytes.subarray(0, low), false) === undefined) low -= 1;
  return low;
}
