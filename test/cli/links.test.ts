import fs from 'node:fs';
import path from 'node:path';
import { emptyFolder, type Files, type Ran, run, smallFleet, streha, write } from './harness';
import { agency, SMALL } from './small-fleet';

const ARKIVA = 'agencies/arkiva.yaml';
const BIBLIOTEKA = 'agencies/biblioteka.yaml';
const MUZEU = 'agencies/muzeu.yaml';
const SERVICE = 'arkiva/register/search';

const until = (day: string): string => SMALL[ARKIVA].replace('2099-12-31', day);
/** Ends on 30 June 2026. */
const fleet = (changes: Files = {}): string => smallFleet({ [ARKIVA]: until('2026-06-30'), ...changes });
const links = (cwd: string, ...args: readonly string[]): Ran => streha(['links', ...args], { cwd });
const json = (cwd: string, ...args: readonly string[]): { asOf: string; links: Record<string, unknown>[] } =>
  JSON.parse(links(cwd, '--format', 'json', ...args).stdout) as ReturnType<typeof json>;

describe('an agreement that ends', () => {
  test('stands on its last day: exit 0, and how long is left', () => {
    const { code, stdout, stderr } = links(fleet(), '--as-of', '2026-06-30');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`biblioteka/register calls ${SERVICE}
  lapsing     until 2026-06-30, its last day is today, open in prod, test
  service     Search (internal data)
  purpose     Catalogue
  basis       none
  renewal     by owner@arkiva.example, asked for by owner@biblioteka.example
  written     provider agencies/arkiva.yaml:24, consumer agencies/biblioteka.yaml:18

1 agreement, 1 lapses within 60 days, 0 lapsed, 0 wait for consent
`);
  });

  test('has lapsed the day after: exit 1, and what to do on stderr, in every format', () => {
    const cwd = fleet();
    for (const format of ['text', 'json', 'csv']) {
      const { code, stdout, stderr } = links(cwd, '--as-of', '2026-07-01', '--format', format);
      expect(code).toBe(1);
      expect(stdout).toContain('lapsed');
      expect(stderr).toBe(`error: 1 agreement has lapsed; renew each, or end it:
biblioteka/register calls ${SERVICE}: lapsed on 2026-06-30
  renew it:  owner@arkiva.example writes a new \`until\` in agencies/arkiva.yaml:24
  or end it: delete it in agencies/arkiva.yaml:24 and agencies/biblioteka.yaml:18
`);
    }
  });

  test('and that one side alone says opens nothing, so it blocks nothing', () => {
    const cwd = fleet({ [BIBLIOTEKA]: agency('biblioteka', 'small', 'deferrable') });
    const { code, stdout } = links(cwd, '--as-of', '2026-07-01');
    expect(code).toBe(0);
    expect(stdout).toContain('  waits       for the consent of biblioteka/register, until 2026-06-30, 1 day ago\n');
    expect(stdout).toContain('\n1 agreement, 0 lapse within 60 days, 0 lapsed, 1 waits for consent\n');
  });
});

describe('what is listed', () => {
  test('of an agency, by its key or its file, at either end; of a third one nothing', () => {
    const cwd = fleet({ [MUZEU]: agency('muzeu', 'small', 'deferrable') });
    const count = (...args: readonly string[]): number => json(cwd, '--as-of', '2026-07-01', ...args).links.length;
    expect([count('arkiva'), count('biblioteka'), count(ARKIVA), count('muzeu'), count('muzeu', 'arkiva')]).toEqual([
      1, 1, 1, 0, 1,
    ]);
    expect(links(cwd, 'muzeu', '--as-of', '2026-07-01').code).toBe(0);
  });

  test('--expiring: what lapses within that time, or has', () => {
    const cwd = fleet();
    const count = (asOf: string): number => json(cwd, '--expiring', '30d', '--as-of', asOf).links.length;
    expect([count('2026-05-30'), count('2026-05-31'), count('2026-07-01')]).toEqual([0, 1, 1]);
  });

  test('as JSON: the day, and paths as seen from where the reader stands', () => {
    const folder = fleet();
    const { asOf, links: rows } = json(path.dirname(folder), '--fleet', path.basename(folder), '--as-of', '2026-06-01');
    expect(asOf).toBe('2026-06-01');
    const [row] = rows;
    expect(row).toMatchObject({ service: SERVICE, daysLeft: 29, state: 'lapsing', environments: ['prod', 'test'] });
    expect(row?.written).toMatchObject({ provider: { file: `${path.basename(folder)}/${ARKIVA}`, line: 24 } });
  });

  test('as CSV: a line of names, then one line each, with nothing a spreadsheet would run', () => {
    const cwd = fleet({ [ARKIVA]: SMALL[ARKIVA].replace('purpose: Catalogue', `purpose: '=cmd|"x", 1'`) });
    const { code, stdout } = links(cwd, '--format', 'csv', '--as-of', '2099-12-30');
    expect(code).toBe(0);
    const [head, row, ...rest] = stdout.split('\r\n');
    expect(head).toMatch(/^consumer,service,title,data,basis,purpose,until,daysLeft,state,/);
    expect(row).toContain(
      `biblioteka/register,${SERVICE},Search,internal,,"'=cmd|""x"", 1",2099-12-31,1,lapsing,,prod test,`,
    );
    expect(rest).toEqual(['']);
  });

  test('text fits 100 columns, however long a legal basis is', () => {
    const basis = `Ligji nr. 1/2020 ${'Për mbrojtjen e të dhënave '.repeat(12).trim()}`;
    const cwd = fleet({ [ARKIVA]: SMALL[ARKIVA].replace('{ purpose', `{ basis: ${basis}, purpose`) });
    const { stdout } = links(cwd);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(stdout.replace(/\s+/g, ' ')).toContain(basis);
  });

  test('coloured when it is asked for, and never in JSON or CSV', () => {
    const coloured = (format: string): boolean =>
      streha(['links', '--format', format], { cwd: smallFleet(), env: { FORCE_COLOR: '1' } }).stdout.includes('\x1b[');
    expect(['text', 'json', 'csv'].map(coloured)).toEqual([true, false, false]);
  });

  test('of a fleet with errors, nothing: they are on stderr', () => {
    const { code, stdout, stderr } = links(fleet({ [MUZEU]: 'version: 1\n' }));
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^error\[STR/);
  });
});

describe('--base', () => {
  /** A fleet with a lapsed agreement and a third agency in the folder of a repository, on a branch of its own. */
  function repository(below = ''): { readonly folder: string; readonly git: (...args: readonly string[]) => void } {
    const root = emptyFolder();
    const folder = path.join(root, below);
    write(folder, { ...SMALL, [ARKIVA]: until('2026-06-30'), [MUZEU]: long('muzeu') });
    const git = (...args: readonly string[]): void => {
      const settings = ['-c', 'user.name=Test', '-c', 'user.email=test@example.invalid', '-c', 'commit.gpgsign=false'];
      const { code, stderr } = run('git', [...settings, ...args], { cwd: root });
      if (code !== 0) throw new Error(stderr);
    };
    git('init', '--quiet', '--initial-branch', 'main');
    git('add', '.');
    git('commit', '--quiet', '--message', 'start');
    git('checkout', '--quiet', '-b', 'change');
    return { folder, git };
  }
  /** A file of which git sees that it is the same under another name. */
  const long = (key: string): string => `${agency(key, 'small', 'deferrable')}${'# a word on it\n'.repeat(200)}`;
  const judged = (folder: string, base = 'main'): Ran => links(folder, '--as-of', '2026-07-01', '--base', base);
  const touch = (folder: string, file: string): void => fs.appendFileSync(path.join(folder, file), '# changed\n');

  test.each([
    ['the provider', ARKIVA, 1],
    ['the consumer', BIBLIOTEKA, 1],
    ['a third agency', MUZEU, 0],
    ['platform.yaml', 'platform.yaml', 0],
  ])('a lapsed agreement, and a change to %s', (_, file, exit) => {
    const { folder, git } = repository('fleets/one');
    touch(folder, file);
    const uncommitted = judged(folder);
    git('commit', '--quiet', '--all', '--message', 'change');
    const committed = judged(folder);
    expect([uncommitted.code, committed.code]).toEqual([exit, exit]);
    const key = /agencies\/(.*)\.yaml/.exec(file)?.[1];
    expect(committed.stdout).toContain(
      key ? `agencies changed since main: ${key}\n` : 'no agency changed since main\n',
    );
  });

  test('what others did on the base meanwhile is not this change', () => {
    const { folder, git } = repository();
    git('checkout', '--quiet', 'main');
    touch(folder, ARKIVA);
    git('commit', '--quiet', '--all', '--message', 'theirs');
    git('checkout', '--quiet', 'change');
    expect(judged(folder).code).toBe(0);
  });

  test('a change that renews it passes, and so does one that takes back the consent', () => {
    const { folder, git } = repository();
    write(folder, { [ARKIVA]: until('2028-06-30') });
    git('commit', '--quiet', '--all', '--message', 'renew');
    expect(judged(folder)).toMatchObject({ code: 0, stdout: expect.stringContaining('arkiva') as string });
    write(folder, { [ARKIVA]: until('2026-06-30'), [BIBLIOTEKA]: agency('biblioteka', 'small', 'deferrable') });
    git('commit', '--quiet', '--all', '--message', 'end');
    expect(judged(folder).code).toBe(0);
  });

  test('new, deleted and renamed files are changes, by both names', () => {
    const { folder, git } = repository();
    write(folder, { 'agencies/teatri.yaml': agency('teatri', 'small', 'deferrable') });
    expect(judged(folder).stdout).toContain('agencies changed since main: teatri\n');
    git('rm', '--quiet', MUZEU);
    write(folder, { 'agencies/galeria.yaml': long('galeria') });
    git('add', 'agencies');
    git('commit', '--quiet', '--message', 'rename');
    expect(judged(folder).stdout).toContain('agencies changed since main: galeria, muzeu, teatri\n');
  });

  test.each([
    [
      'a branch that is not there',
      'origin/main',
      'this repository has no branch, tag or commit `origin/main`; fetch it',
    ],
    ['an option', '--output=agencies/x.yaml', '`--output=agencies/x.yaml` is no branch, tag or commit'],
    ['nothing, as of an empty variable', '', '`` is no branch, tag or commit'],
  ])('%s: exit 2 and a clear word', (_, base, says) => {
    const { folder } = repository();
    const { code, stdout, stderr } = links(folder, `--base=${base}`);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(says);
    expect(fs.readdirSync(path.join(folder, 'agencies'))).toHaveLength(3);
  });

  test('a history cut short: the way out is named', () => {
    const { folder, git } = repository();
    git('checkout', '--quiet', '--orphan', 'other');
    git('commit', '--quiet', '--message', 'another start');
    const { code, stderr } = judged(folder);
    expect(code).toBe(2);
    expect(stderr).toContain('no commit in common; fetch the whole history');
  });

  test('no repository, and no git at all: exit 2 and a clear word', () => {
    const folder = fleet();
    const none = judged(folder);
    expect(none).toMatchObject({ code: 2, stdout: '' });
    expect(none.stderr).toMatch(/^error: \. is in no git repository that can be read \(fatal: not a git repository/);
    const bare = streha(['links', '--base', 'main'], { cwd: folder, env: { PATH: emptyFolder() } });
    expect(bare).toMatchObject({ code: 2, stderr: 'error: --base needs git, which is not installed here\n' });
  });
});

test.each([
  ['a day the calendar lacks', ['--as-of', '2026-02-30'], 'YYYY-MM-DD'],
  ['no duration', ['--expiring', 'soon'], 'write whole days, such as 60d'],
  ['hours', ['--expiring', '48h'], 'write whole days, such as 60d'],
  ['less than no days', ['--expiring=-5d'], 'write whole days, such as 60d'],
  ['a format that is none', ['--format', 'xlsx'], 'Allowed choices are text, json, csv'],
  ['an agency misspelt', ['arkva'], 'there is no agency `arkva`; did you mean `arkiva`?'],
  ['the file of an agency that is not there', ['agencies/zyra.yaml'], 'there is no agency `zyra`; choose `arkiva`'],
])('%s: exit 2, the way out on stderr, nothing on stdout', (_, args, says) => {
  const { code, stdout, stderr } = links(fleet(), ...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(says);
  expect(stderr).not.toMatch(/^ +at /m);
});
