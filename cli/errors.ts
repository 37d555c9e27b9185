/** Exit codes: the whole contract with scripts. */
export const EXIT = {
  /** Done; warnings alone count as done. */
  done: 0,
  /** What was read is wrong, or a gate failed; findings are printed. */
  input: 1,
  /** How it was called, or where it runs: an unknown option, a missing tool, a full disk. */
  usage: 2,
  /** Stopped by SIGINT, as shells count it. */
  interrupted: 130,
  /** Stopped by SIGTERM. */
  terminated: 143,
} as const;

/** The call or the surroundings are at fault; the message says how to mend it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Findings stand and have been printed already; nothing more is to be said. */
export class InputError extends Error {
  override readonly name = 'InputError';
  constructor() {
    super('findings stand');
  }
}

/** A file could not be written, read or removed; names the file and the cause in plain words. */
export class FileError extends UsageError {
  constructor(action: 'write' | 'read' | 'remove', file: string, cause: unknown) {
    const unreadable = action === 'read' && codeOf(cause) === 'EACCES';
    super(`cannot ${action} ${file}: ${unreadable ? UNREADABLE : causeOf(cause)}`, { cause });
  }
}

const UNREADABLE = 'permission denied; run as a user who may read it (EACCES)';

const CAUSES: Readonly<Record<string, string>> = {
  EACCES: 'permission denied; run as a user who may write there, or choose another folder',
  EPERM: 'not permitted; something of that name cannot be replaced',
  EROFS: 'the file system is read-only; choose another folder',
  ENOSPC: 'no space left on the device; free some and run again',
  EDQUOT: 'the disk quota is used up; free some space and run again',
  EFBIG: 'the file would exceed the allowed size (ulimit -f)',
  EMFILE: 'too many open files (ulimit -n)',
  ENOTDIR: 'a file stands where a folder should be; move it away',
  EISDIR: 'a folder stands where a file should be; move it away',
  EEXIST: 'something else stands there; move it away',
  ENOENT: 'no such file or folder',
  ELOOP: 'symbolic links go round in a circle',
  ENAMETOOLONG: 'the name is too long for the file system',
  EXDEV: 'it lies on another file system',
};

/** What a system error means to a person, with its code for a search. */
export function causeOf(error: unknown): string {
  const code = codeOf(error);
  const words = code === undefined ? undefined : CAUSES[code];
  return words === undefined ? messageOf(error) : `${words} (${code})`;
}

/** `ENOSPC` and the like, where the error has one. */
export const codeOf = (error: unknown): string | undefined => field(error, 'code');

/** The file a system error is about, where it says so. */
export const pathOf = (error: unknown): string | undefined => field(error, 'path');

/** What an error says, whatever was thrown. */
export const messageOf = (error: unknown): string => field(error, 'message') ?? String(error);

// Not by `instanceof`: an error may come from another realm, as those of node's own modules do in a test.
function field(error: unknown, name: string): string | undefined {
  const value = typeof error === 'object' && error !== null ? (error as Record<string, unknown>)[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}
