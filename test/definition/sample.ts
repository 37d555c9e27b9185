import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Change } from '../../definition/codes/define';
import type { SourceFile } from '../../definition/source';

/** The sound fleet on which examples and tests are built. */

export const FIXTURES = join(__dirname, '../fixtures');
export const SAMPLE = join(FIXTURES, 'valid');
/** The day on which fixtures are judged. */
export const AS_OF = '2026-06-01';

/** The sample's files as text, by path. */
export const sampleTexts: ReadonlyMap<string, string> = new Map(
  ['platform.yaml', ...readdirSync(join(SAMPLE, 'agencies')).map((name) => `agencies/${name}`)].map((path) => [
    path,
    readFileSync(join(SAMPLE, path), 'utf8'),
  ]),
);

export function file(path: string, text: string): SourceFile {
  return { path, bytes: Buffer.from(text) };
}

/** The sample with changes made to it. */
export function changed(changes: readonly Change[]): readonly SourceFile[] {
  const texts = new Map(sampleTexts);
  const others = new Map<string, SourceFile>();
  for (const change of changes) {
    if ('problem' in change) others.set(change.file, { path: change.file, problem: change.problem });
    else if ('bytes' in change) others.set(change.file, { path: change.file, bytes: change.bytes() });
    else if ('text' in change) texts.set(change.file, change.text);
    else texts.set(change.file, replaceOnce(texts.get(change.file) ?? '', change.from, change.to));
  }
  for (const path of others.keys()) texts.delete(path);
  return [...[...texts].map(([path, text]) => file(path, text)), ...others.values()];
}

/** A passage written differently; it must stand there exactly once, or the example shows something else than it says. */
function replaceOnce(text: string, from: string, to: string): string {
  const parts = text.split(from);
  if (parts.length !== 2) throw new Error(`found ${parts.length - 1} times: ${from}`);
  return parts.join(to);
}
