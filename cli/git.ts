import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { codeOf, messageOf, UsageError } from './errors';
import { shown } from './folders';

/**
 * Keys of the agencies whose files differ from the commit where this branch left a base: new, changed, renamed (both
 * names) and deleted ones. The files as they lie in the folder are compared, for it is they that are judged.
 *
 * @param base a branch, tag or commit
 * @throws UsageError where git cannot tell
 */
export function agenciesChangedSince(fleet: string, base: string): ReadonlySet<string> {
  const fork = forkFrom(fleet, base);
  const below = ['-z', '--', 'agencies'];
  const changed = git(fleet, ['diff', '--name-only', '--no-renames', '--no-ext-diff', '--relative', fork, ...below]);
  const added = git(fleet, ['ls-files', '--others', '--exclude-standard', ...below]);
  const files = [changed, added].flatMap((one) => required(one, `git cannot compare with \`${base}\``).split('\0'));
  return new Set(files.flatMap((file) => /^agencies\/([^/]+)\.yaml$/.exec(file)?.[1] ?? []));
}

/** The commit from which both this branch and the base come. */
function forkFrom(fleet: string, base: string): string {
  if (base === '' || base.startsWith('-')) {
    throw new UsageError(`\`${base}\` is no branch, tag or commit; name one, such as origin/main`);
  }
  required(git(fleet, ['rev-parse', '--git-dir']), `${shown(fleet)} is in no git repository that can be read`);
  const commit = git(fleet, ['rev-parse', '--verify', '--quiet', `${base}^{commit}`]);
  if (commit.status !== 0) {
    throw new UsageError(
      `this repository has no branch, tag or commit \`${base}\`; fetch it first (in CI with the whole history), or ` +
        'name another',
    );
  }
  const fork = git(fleet, ['merge-base', commit.stdout.trim(), 'HEAD']);
  return required(
    fork,
    `this branch and \`${base}\` have no commit in common; fetch the whole history: git fetch --unshallow`,
  ).trim();
}

interface Answer {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

// No shell between, so that no name means anything but itself.
function git(fleet: string, args: readonly string[]): Answer {
  const { status, stdout, stderr, error } = spawnSync('git', args, {
    cwd: path.resolve(fleet),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (!error) return { status, stdout, stderr };
  if (codeOf(error) === 'ENOENT') throw new UsageError('--base needs git, which is not installed here');
  throw new UsageError(`cannot run git: ${messageOf(error)}`);
}

/** What git answered; where it failed, why: its own first words too. */
function required({ status, stdout, stderr }: Answer, otherwise: string): string {
  if (status === 0) return stdout;
  const [reason = ''] = stderr.trim().split('\n');
  throw new UsageError(reason === '' ? otherwise : `${otherwise} (${reason})`);
}
