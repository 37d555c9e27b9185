import fs from 'node:fs';
import path from 'node:path';
import { codeOf, EXIT, FileError, pathOf } from './errors';
import { isFile, listFiles, makeFolder, naming, removeEmptyParents, removeIfEmpty, shown } from './folders';

/** What a commit did, as paths relative to the root, sorted. */
export interface Committed {
  readonly written: readonly string[];
  /** Already there with the same bytes: not touched, so their times stay. */
  readonly unchanged: readonly string[];
  readonly removed: readonly string[];
}

type Undo = (() => void)[];

/**
 * A set of files that is written whole or not at all.
 *
 * Everything goes into a folder beside its place first, where a full disk or a missing permission shows before
 * anything old is touched. The commit then moves file by file and takes all of it back where one move fails. Whoever
 * reads a file meanwhile sees the old one or the new one, never a part of either.
 */
export class Staging {
  /** Folder to write into; laid out as the root is. */
  readonly directory: string;
  private readonly root: string;
  /** Folders that stood not before, outermost first. */
  private readonly made: string[];
  private readonly old: string;

  constructor(root: string) {
    this.root = path.resolve(root);
    this.made = makeFolder(this.root);
    open(this);
    let home = this.root;
    try {
      sweep(this.root);
      home = fs.mkdtempSync(path.join(this.root, `.streha-${process.pid}-`));
    } catch (error) {
      close(this);
      for (const folder of this.made.reverse()) removeIfEmpty(folder);
      throw new FileError('write', shown(this.root), error);
    }
    this.directory = path.join(home, 'new');
    this.old = path.join(home, 'old');
    fs.mkdirSync(this.directory);
    fs.mkdirSync(this.old);
  }

  /** Stages one file. */
  write(file: string, content: string | Uint8Array): void {
    const staged = path.join(this.directory, file);
    naming(path.join(this.root, file), () => {
      fs.mkdirSync(path.dirname(staged), { recursive: true });
      fs.writeFileSync(staged, content);
    });
  }

  /** Runs something that writes into {@link directory} by itself; its failures name the file that was meant. */
  fill<T>(write: (directory: string) => T): T {
    try {
      return write(this.directory);
    } catch (error) {
      const file = pathOf(error);
      if (codeOf(error) === undefined || file === undefined) throw error;
      throw new FileError('write', this.meant(file), error);
    }
  }

  /**
   * Moves what is staged to its place and removes `stale` (paths relative to the root; absent ones are fine).
   * `last` is moved after everything else: a reader that finds it new finds the rest new. Who interrupts the command
   * is heard before the first move and after the last.
   *
   * @throws FileError where a move fails, after everything was put back
   */
  async commit({
    stale = [],
    last = '',
  }: {
    readonly stale?: readonly string[];
    readonly last?: string;
  } = {}): Promise<Committed> {
    await turn();
    const staged = listFiles(this.directory);
    const changed = staged.filter((file) => !this.same(file));
    const gone = stale.filter((file) => !staged.includes(file) && isFile(path.join(this.root, file))).sort();
    const moves = changed.filter((file) => file !== last).map((file) => ({ file, action: 'write' as const }));
    const removals = gone.map((file) => ({ file, action: 'remove' as const }));
    const end = changed.includes(last) ? [{ file: last, action: 'write' as const }] : [];

    const undo: Undo = [];
    for (const { file, action } of [...moves, ...removals, ...end]) {
      try {
        if (action === 'write') this.place(file, undo);
        else this.remove(file, undo);
      } catch (error) {
        for (const step of undo.reverse()) step();
        throw error instanceof FileError ? error : new FileError(action, shown(path.join(this.root, file)), error);
      }
    }
    this.made.length = 0;
    for (const file of gone) removeEmptyParents(this.root, file);
    return { written: changed, unchanged: staged.filter((file) => !changed.includes(file)), removed: gone };
  }

  /** Leaves the root as it was found. Harmless after a commit. */
  discard(): void {
    close(this);
    fs.rmSync(path.dirname(this.directory), { recursive: true, force: true });
    for (const folder of this.made.reverse()) removeIfEmpty(folder);
    this.made.length = 0;
  }

  private same(file: string): boolean {
    const [before, after] = [path.join(this.root, file), path.join(this.directory, file)];
    if (!isFile(before) || fs.statSync(before).size !== fs.statSync(after).size) return false;
    return fs.readFileSync(before).equals(fs.readFileSync(after));
  }

  private place(file: string, undo: Undo): void {
    const staged = path.join(this.directory, file);
    const target = path.join(this.root, file);
    for (const folder of makeFolder(path.dirname(target))) undo.push(() => removeIfEmpty(folder));
    const kept = this.keep(target, undo);
    if (kept) fs.chmodSync(staged, kept.mode);
    else undo.push(() => fs.rmSync(target, { force: true }));
    fs.renameSync(staged, target);
  }

  private remove(file: string, undo: Undo): void {
    const target = path.join(this.root, file);
    this.keep(target, undo);
    fs.unlinkSync(target);
  }

  /** Puts the present file aside under a second name, so that it can come back; it stays where it is meanwhile. */
  private keep(target: string, undo: Undo): fs.Stats | undefined {
    const present = fs.lstatSync(target, { throwIfNoEntry: false });
    if (!present) return undefined;
    if (present.isDirectory()) throw Object.assign(new Error('is a folder'), { code: 'EISDIR' });
    const aside = path.join(this.old, String(undo.length));
    try {
      fs.linkSync(target, aside);
    } catch {
      fs.copyFileSync(target, aside); // file systems without hard links
    }
    undo.push(() => fs.renameSync(aside, target));
    return present.isFile() ? present : undefined;
  }

  private meant(file: string): string {
    const inside = path.relative(this.directory, path.resolve(file));
    return shown(inside.startsWith('..') ? file : path.join(this.root, inside));
  }
}

/** Does some work with a staging folder, which is gone afterwards however the work ends. */
export async function staged<T>(root: string, work: (staging: Staging) => T | Promise<T>): Promise<T> {
  const staging = new Staging(root);
  try {
    return await work(staging);
  } finally {
    await turn();
    staging.discard();
  }
}

/** Writes a set of files below `root`, all or none; contents by path. */
export function writeFiles(
  root: string,
  files: ReadonlyMap<string, string | Uint8Array>,
  stale: readonly string[] = [],
): Promise<Committed> {
  return staged(root, (staging) => {
    for (const [file, content] of files) staging.write(file, content);
    return staging.commit({ stale });
  });
}

/** Staging folders that an interruption must not leave behind. */
const stagings = new Set<Staging>();

function open(staging: Staging): void {
  if (stagings.size === 0) process.on('SIGINT', interrupted).on('SIGTERM', interrupted);
  stagings.add(staging);
}

function close(staging: Staging): void {
  stagings.delete(staging);
  if (stagings.size === 0) process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
}

function interrupted(signal: NodeJS.Signals): void {
  for (const staging of [...stagings]) staging.discard();
  process.exit(signal === 'SIGINT' ? EXIT.interrupted : EXIT.terminated);
}

/** Lets signals in that came while the program was busy. */
const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

/** Staging folders of processes that were killed before they could clear up. */
function sweep(root: string): void {
  for (const name of fs.readdirSync(root)) {
    const pid = /^\.streha-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !alive(Number(pid))) fs.rmSync(path.join(root, name), { recursive: true, force: true });
  }
}

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}
