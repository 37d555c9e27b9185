import { messageOf, UsageError } from '../errors';
import { type Edit, insertEntry } from './insert-entry';
import { type AgencyText, entryText, type Half, type Terms } from './link';

/** A half, written. */
export interface HalfEdit extends Edit {
  readonly half: Half;
}

/**
 * Each half in its file; where both are in one file, the second edit holds both.
 *
 * @throws UsageError where a file is laid out so that no program can change it for certain
 */
export function edited(halves: readonly Half[], of: (agency: string) => AgencyText, terms: Terms): readonly HalfEdit[] {
  const edits: HalfEdit[] = [];
  for (const half of halves) {
    const file = of(half.owner.agency);
    const before = edits.find((edit) => edit.half.owner.agency === half.owner.agency);
    const edit = { ...inserted(before?.text ?? file.text, half, terms, file.shown), half };
    if (before && edit.line <= before.line) {
      const line = before.line + linesIn(edit.text) - linesIn(before.text);
      edits.splice(edits.indexOf(before), 1, { ...before, line });
    }
    edits.push(edit);
  }
  return edits;
}

function inserted(text: string, half: Half, terms: Terms, file: string): Edit {
  const entry = entryText(half, terms);
  try {
    return insertEntry(text, half.path, entry, { make: true });
  } catch (error) {
    throw new UsageError(`cannot change ${file}: ${messageOf(error)}`);
  }
}

/** Where an edit stands, and its lines: `+` what is new, `~` what was changed. */
export function shownEdit({ line, lines, replaced }: Edit, file: string): string {
  return [`${file}:${line}`, ...lines.map((one, at) => `${at < replaced ? '~' : '+'} ${one}`)].join('\n');
}

const linesIn = (text: string): number => text.split('\n').length;
