import { spawn } from 'node:child_process';
import path from 'node:path';
import { emptyFolder, REPOSITORY, run, smallFleet, streha, write } from './harness';
import { SMALL } from './small-fleet';

const COMMANDS = [
  'build',
  'validate',
  'links',
  'synth',
  'manifests',
  'reach',
  'quarantine',
  'init',
  'new agency',
  'new system',
  'new link',
  'schema',
  'codeowners',
  'completion',
];

test.each(COMMANDS)('%s --help tells options and examples, and exits 0', (command) => {
  const { code, stdout, stderr } = streha([...command.split(' '), '--help']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain(`Usage: streha ${command}`);
  expect(stdout).toContain('--fleet <dir>');
  expect(stdout).toMatch(/\nExamples:\n {2}\S/);
  expect(
    Math.max(...(stdout.split('\nExamples:')[0] ?? '').split('\n').map((line) => line.length)),
  ).toBeLessThanOrEqual(80);
});

test('--version prints the version of package.json', () => {
  expect(streha(['--version']).stdout).toBe(`${(require('../../package.json') as { version: string }).version}\n`);
});

test.each([
  ['an unknown command', ['vlaidate'], 'Did you mean validate?'],
  ['an unknown option', ['validate', '--formta', 'json'], 'Did you mean --format?'],
  ['a format that is none', ['validate', '--format', 'xml'], 'Allowed choices are text, json, github, sarif'],
  ['a day the calendar lacks', ['validate', '--as-of', '2026-02-30'], 'YYYY-MM-DD'],
  ['too many arguments', ['synth', 'agencies'], 'too many arguments'],
  ['a missing argument', ['init'], "missing required argument 'dir'"],
  ['a missing option', ['codeowners'], "required option '--org <org>' not specified"],
  ['an option without its value', ['validate', '--fleet'], 'argument missing'],
  ['a shell without a script', ['completion', 'csh'], 'Allowed choices are bash, zsh, fish'],
])('%s: exit 2, the way out on stderr, nothing on stdout', (_, args, says) => {
  const { code, stdout, stderr } = streha(args, { cwd: smallFleet() });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(says);
  expect(stderr).not.toMatch(/^ +at /m);
});

test('no command at all prints the help on stderr and exits 2', () => {
  const { code, stdout, stderr } = streha([]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('Usage: streha');
});

test('--debug, and it alone, tells where in the program an error arose', () => {
  const fleet = smallFleet({ 'cdktf.json': '{}' });
  const plain = streha(['synth'], { cwd: fleet }).stderr;
  expect(plain).toMatch(/^error: cdktf\.json names no `app`/);
  expect(plain).not.toMatch(/^ +at /m);
  for (const traced of [
    streha(['synth', '--debug'], { cwd: fleet }),
    streha(['synth'], { cwd: fleet, env: { STREHA_DEBUG: '1' } }),
  ]) {
    expect(traced.code).toBe(2);
    expect(traced.stderr).toMatch(/^ +at readCdktfJson /m);
  }
});

describe('colour', () => {
  const fleet = (): string =>
    smallFleet({ 'agencies/arkiva.yaml': SMALL['agencies/arkiva.yaml'].replace('budget:', 'x:') });
  const coloured = (env: NodeJS.ProcessEnv): boolean =>
    streha(['validate'], { cwd: fleet(), env }).stdout.includes('\x1b[');

  test('is kept for terminals, also in CI', () => {
    expect(coloured({})).toBe(false);
    expect(coloured({ CI: 'true', TERM: 'xterm-256color' })).toBe(false);
  });
  test('is forced by FORCE_COLOR and refused by NO_COLOR, which has the last word', () => {
    expect(coloured({ FORCE_COLOR: '1' })).toBe(true);
    expect(coloured({ FORCE_COLOR: '0' })).toBe(false);
    expect(coloured({ FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false);
  });
  test('never gets into JSON', () => {
    const { stdout } = streha(['validate', '--format', 'json'], { cwd: fleet(), env: { FORCE_COLOR: '1' } });
    expect(stdout).not.toContain('\x1b');
  });
});

test('a reader that goes away early is no error', async () => {
  const child = spawn(process.execPath, [path.join(REPOSITORY, 'bin/streha'), 'manifests', '--out', '-'], {
    cwd: smallFleet(),
  });
  let told = '';
  child.stderr.on('data', (chunk: Buffer) => {
    told += chunk.toString();
  });
  child.stdout.once('data', () => child.stdout.destroy());
  const code = await new Promise((done) => child.on('close', done));
  expect({ code, told }).toEqual({ code: 0, told: '' });
});

test('large results arrive whole through a pipe', () => {
  const { code, stdout } = streha(['manifests', '--out', '-'], { cwd: smallFleet() });
  expect(code).toBe(0);
  expect(stdout.length).toBeGreaterThan(65_536); // more than a pipe holds
  expect(stdout.endsWith('\n')).toBe(true);
});

test('in a folder without what was built, the shim says how to build', () => {
  const folder = emptyFolder();
  write(folder, { 'bin/streha': require('node:fs').readFileSync(path.join(REPOSITORY, 'bin/streha'), 'utf8') });
  const { code, stderr } = run(process.execPath, [path.join(folder, 'bin/streha'), 'validate']);
  expect(code).toBe(2);
  expect(stderr).toContain('npm ci');
});
