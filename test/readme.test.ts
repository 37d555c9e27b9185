import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** Fenced blocks of the README in order: their language and their lines. */
const BLOCKS = [...README.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', text = '']) => ({
  language,
  text,
}));

/** Commands a newcomer can run here; a block that names a cluster needs one. */
const commands = (block: string): string[] => (/needs a cluster/.test(block) ? [] : block.trim().split('\n'));

/** `npm ci` and the tests are what CI runs before and around this test. */
const RUN_BY_CI = ['npm ci && npm start', 'npm ci && npm test', 'bash .ci/run'];

/** What a clone holds, as far as the commands need it. */
const COPIED = [
  ...['agencies', 'platform.yaml', 'schema', 'test/fixtures/invalid'],
  ...['bin', 'dist', 'main.ts', 'index.ts', 'cdktf.json', 'package.json', 'tsconfig.json'],
  ...['analysis', 'cli', 'constructs', 'definition', 'manifests', 'report', 'stacks'],
];

let home: string;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'readme-'));
  for (const entry of COPIED) {
    cpSync(join(ROOT, entry), join(home, entry), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(home, 'node_modules'));
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

const run = (command: string) => {
  const { stdout, stderr, status } = spawnSync('bash', ['-c', command], {
    cwd: home,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { status, stdout, stderr };
};

test('the account shown is the one `npm start` prints', () => {
  expect(BLOCKS.filter(({ language }) => language === 'text')[0]?.text).toBe(run('bin/streha build').stdout);
});

test('the finding shown is the one printed', () => {
  const { status, stdout } = run('bin/streha validate test/fixtures/invalid/STR103-unknown-field.yaml');
  expect(status).toBe(1);
  expect(BLOCKS.filter(({ language }) => language === 'text')[1]?.text).toBe(stdout);
});

test('the answer shown is the one given', () => {
  const { status, stdout } = run('bin/streha reach --from doganat/clearance --to tatimet/e-filing --port 8443');
  expect(status).toBe(0);
  expect(BLOCKS.filter(({ language }) => language === 'text')[2]?.text).toBe(stdout);
});

test('every command runs as written, in the order shown', () => {
  const shown = BLOCKS.filter(({ language }) => language === 'sh').flatMap(({ text }) => commands(text));
  const mine = shown.filter((command) => !RUN_BY_CI.includes(command));
  expect(mine.length).toBeGreaterThan(3);
  for (const command of mine) {
    const { status, stderr } = run(command);
    // A file shown for its mistake is the one command that is to fail.
    expect({ command, status, stderr }).toEqual({
      command,
      status: command.includes('fixtures/invalid') ? 1 : 0,
      stderr: '',
    });
  }
  expect(shown).toEqual(expect.arrayContaining(RUN_BY_CI.slice(0, 2)));
});

test('every path it links to exists', () => {
  const links = [...README.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path = '']) => path);
  expect(links.length).toBeGreaterThan(10);
  const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' }).split(
    '\n',
  );
  for (const link of links) {
    const folder = `${link.replace(/\/$/, '')}/`;
    expect([link, tracked.some((file) => file === link || file.startsWith(folder))]).toEqual([link, true]);
  }
});
