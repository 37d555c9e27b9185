import fs from 'node:fs';
import path from 'node:path';
import { contents, emptyFolder, REPOSITORY, run, smallFleet, streha } from './harness';
import { SMALL } from './small-fleet';

test('writes stacks and objects, tells what stands where and what to do next', () => {
  const fleet = smallFleet();
  const { code, stdout, stderr } = streha(['build'], { cwd: fleet });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(
    /^Small Data Centre \(small\)\n2 agencies, 2 systems, 5 namespaces, \d+ objects, \d+ Helm releases, 7 stacks\n/,
  );
  expect(stdout).toContain('What to do next\n');
  expect(stdout).toContain('less manifests.out/main-platform.yaml');
  expect(fs.existsSync(path.join(fleet, 'manifests.out/main-platform.yaml'))).toBe(true);
  expect(fs.existsSync(path.join(fleet, 'cdktf.out/stacks/main-platform/cdk.tf.json'))).toBe(true);
  expect(stdout).not.toContain('\x1b');
});

test('--format json is the account, with exact quantities', () => {
  const { stdout } = streha(['build', '--format', 'json'], { cwd: smallFleet() });
  const { version, account } = JSON.parse(stdout) as { version: number; account: { totals: object; sites: object[] } };
  expect(version).toBe(1);
  expect(account.totals).toMatchObject({ agencies: 2, namespaces: 5, stacks: 7 });
  expect(account.sites[0]).toMatchObject({ site: 'main', resources: { cpu: { committed: '14', sellable: '96' } } });
});

test('an error: exit 1, no account, nothing written', () => {
  const fleet = smallFleet({ 'agencies/arkiva.yaml': SMALL['agencies/arkiva.yaml'].replace('budget:', 'bujdget:') });
  const before = contents(fleet);
  const { code, stdout, stderr } = streha(['build'], { cwd: fleet });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain('`bujdget`');
  expect(contents(fleet)).toEqual(before);
});

test('the sample government builds through its own main.ts, with stacks of its own', () => {
  const out = emptyFolder();
  const env = { CDKTF_OUTDIR: path.join(out, 'stacks'), PATH: process.env.PATH };
  const { code, stdout } = run(process.execPath, ['bin/streha', 'build', '--out', path.join(out, 'objects')], {
    cwd: REPOSITORY,
    env,
  });
  expect(code).toBe(0);
  expect(stdout).toMatch(/\n16 agencies, \d+ systems, \d+ namespaces, /);
  expect(fs.readFileSync(path.join(out, 'objects/tirana-akshi.yaml'), 'utf8')).toContain('kind: HTTPRoute');
});
