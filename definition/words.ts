import { distance } from 'fastest-levenshtein';
import { visible } from './characters';

/** Longest piece of a file's own text a message repeats. */
const QUOTED = 80;

/** A value of a file, in a message: between backticks, clipped, with nothing in it a terminal would obey. */
export function quote(value: unknown): string {
  return `\`${visible(clip(String(value), QUOTED))}\``;
}

function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  // never cut between the halves of a surrogate pair
  const end = /[\uD800-\uDBFF]/.test(text.charAt(length - 2)) ? length - 2 : length - 1;
  return `${text.slice(0, end)}…`;
}

/** `a`, `b or c`, ... of at most `limit` names; the rest counted. */
export function either(names: readonly string[], limit = 12): string {
  return list(names.map(quote), 'or', limit);
}

/** `a`, `b and c`, ... of at most `limit` phrases, as they are; the rest counted. */
export function list(phrases: readonly string[], word: 'and' | 'or', limit = 12): string {
  const shown =
    phrases.length > limit ? [...phrases.slice(0, limit - 1), `${phrases.length - limit + 1} more`] : phrases;
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} ${word} ${shown[shown.length - 1]}`;
}

/** The known name that was surely meant, if there is one. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  // a distance costs the product of both lengths, and a list of names its square
  if (name.length > 64 || known.length > 1000) return undefined;
  let best: string | undefined;
  let least = Math.max(1, Math.floor(name.length / 3)) + 1;
  const lower = name.toLowerCase();
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) >= least) continue;
    const apart = distance(lower, candidate.toLowerCase());
    if (apart < least) {
      best = candidate;
      least = apart;
    }
  }
  return best;
}

/** The help of a name that is not among the known: the one meant, or all of them. */
export function didYouMean(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  if (meant !== undefined) return `did you mean ${quote(meant)}?`;
  return known.length === 0 ? 'there is none yet: define it first, or delete this' : `choose ${either(known)}`;
}

/** `1 error`, `2 errors`. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}
