import fs from 'node:fs';
import path from 'node:path';
import { emptyFolder, smallFleet, streha, write } from './harness';
import { agency, SMALL } from './small-fleet';

const WRONG = SMALL['agencies/arkiva.yaml'].replace('budget:', 'bujdget:');

test('a fleet without faults: exit 0, a line on stdout, nothing on stderr', () => {
  const { code, stdout, stderr } = streha(['validate'], { cwd: smallFleet() });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toBe('0 errors, 0 warnings\n');
});

test('an error: exit 1, the finding on stdout, nothing on stderr', () => {
  const { code, stdout, stderr } = streha(['validate'], { cwd: smallFleet({ 'agencies/arkiva.yaml': WRONG }) });
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(stdout).toMatch(/^error\[STR\d+\]: .*`bujdget`/m);
  expect(stdout).toContain('--> agencies/arkiva.yaml:7:1');
  expect(stdout).toContain('did you mean `budget`?');
});

test('a folder that holds a fleet is judged as that fleet, wherever the reader stands', () => {
  const fleet = smallFleet({ 'agencies/arkiva.yaml': WRONG });
  const named = streha(['validate', fleet]);
  expect(named.code).toBe(1);
  expect(named).toEqual(streha(['validate', '--fleet', fleet]));
});

test('warnings alone exit 0', () => {
  const lapsed = SMALL['agencies/arkiva.yaml'].replace('2099-12-31', '2026-06-30');
  const fleet = smallFleet({ 'agencies/arkiva.yaml': lapsed });
  const { code, stdout } = streha(['validate', '--as-of', '2027-01-01'], { cwd: fleet });
  expect(code).toBe(0);
  expect(stdout).toContain('0 errors, 1 warning');
  expect(streha(['validate', '--as-of', '2026-01-01'], { cwd: fleet }).stdout).toContain('0 errors, 0 warnings');
});

test('an unreadable or wrong file never stops the findings of the others', () => {
  const fleet = smallFleet({
    'agencies/arkiva.yaml': WRONG,
    'agencies/binary.yaml': '\u0000\u0001',
    'agencies/broken.yaml': 'agency: [',
    'agencies/empty.yaml': '',
    'agencies/folder.yaml/x': '',
    'agencies/wrong.yml': 'version: 1\n',
  });
  const { code, stdout } = streha(['validate', '--format', 'json'], { cwd: fleet });
  expect(code).toBe(1);
  const files = (JSON.parse(stdout) as { findings: { file: string }[] }).findings.map(({ file }) => file);
  expect([...new Set(files)]).toEqual([
    'agencies/arkiva.yaml',
    'agencies/binary.yaml',
    'agencies/broken.yaml',
    'agencies/empty.yaml',
    'agencies/folder.yaml',
    'agencies/wrong.yml',
  ]);
});

test('--format json is one document of version 1 with every field of a finding', () => {
  const { stdout } = streha(['validate', '--format', 'json'], { cwd: smallFleet({ 'agencies/arkiva.yaml': WRONG }) });
  const { version, findings } = JSON.parse(stdout) as { version: number; findings: object[] };
  expect(version).toBe(1);
  expect(Object.keys(findings[0] ?? {}).sort()).toEqual([
    'code',
    'column',
    'docs',
    'endColumn',
    'endLine',
    'file',
    'help',
    'line',
    'message',
    'severity',
  ]);
});

test('--format github and sarif print what their readers take, and exit alike', () => {
  const fleet = smallFleet({ 'agencies/arkiva.yaml': WRONG });
  const github = streha(['validate', '--format', 'github'], { cwd: fleet });
  expect(github.code).toBe(1);
  expect(github.stdout).toMatch(/^::error file=agencies\/arkiva\.yaml,line=7,/);
  const sarif = streha(['validate', '--format', 'sarif'], { cwd: fleet });
  expect(sarif.code).toBe(1);
  expect(JSON.parse(sarif.stdout)).toMatchObject({ version: '2.1.0', runs: [{ results: [{ level: 'error' }] }] });
});

test('files named are judged against the rest, and no other file is', () => {
  const fleet = smallFleet({ 'agencies/arkiva.yaml': WRONG });
  expect(streha(['validate', 'agencies/biblioteka.yaml'], { cwd: fleet })).toMatchObject({ code: 0 });
  expect(streha(['validate', 'agencies/arkiva.yaml'], { cwd: fleet })).toMatchObject({ code: 1 });
  expect(streha(['validate', 'agencies/nobody.yaml'], { cwd: fleet })).toMatchObject({ code: 1 });
});

test('a file outside the fleet is judged as if it joined it', () => {
  const [fleet, draft] = [smallFleet(), path.join(emptyFolder(), 'draft.yaml')];
  fs.writeFileSync(draft, agency('muzeu', 'huge', 'vital'));
  const { code, stdout } = streha(['validate', draft], { cwd: fleet });
  expect(code).toBe(1);
  expect(stdout).toContain('`huge`');
});

test('--fleet names the folder from anywhere, and paths are shown from where one stands', () => {
  const folder = emptyFolder();
  write(path.join(folder, 'fleet'), { ...SMALL, 'agencies/arkiva.yaml': WRONG });
  for (const args of [
    ['validate', '--fleet', 'fleet'],
    ['--fleet', 'fleet', 'validate'],
    ['validate', '--fleet=fleet'],
  ]) {
    const { code, stdout } = streha(args, { cwd: folder });
    expect(code).toBe(1);
    expect(stdout).toContain('--> fleet/agencies/arkiva.yaml:7:1');
  }
});

test('a folder that is no fleet says how to make one', () => {
  const { code, stdout, stderr } = streha(['validate'], { cwd: emptyFolder() });
  expect(code).toBe(1);
  expect(stdout).toContain('there is no `platform.yaml`');
  expect(stderr).toContain('streha init');
});
