import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { contents, emptyFolder, REPOSITORY, smallFleet, streha, write } from './harness';
import { agency, SMALL } from './small-fleet';

const WRONG = { 'agencies/arkiva.yaml': SMALL['agencies/arkiva.yaml'].replace('budget:', 'bujdget:') };
const STACKS = [
  'main-arkiva',
  'main-biblioteka',
  'main-operators',
  'main-platform',
  'spare-arkiva',
  'spare-operators',
  'spare-platform',
];

const synth = (fleet: string, env: NodeJS.ProcessEnv = {}): ReturnType<typeof streha> =>
  streha(['synth'], { cwd: fleet, env });
const stacksIn = (fleet: string): string[] => fs.readdirSync(path.join(fleet, 'cdktf.out/stacks')).sort();
const outOf = (fleet: string): Record<string, string> => contents(path.join(fleet, 'cdktf.out'));

test('a folder of YAML alone gets the generic stacks: one JSON each, and a manifest that names them', () => {
  const fleet = smallFleet();
  expect(synth(fleet)).toEqual({ code: 0, stdout: 'stacks in cdktf.out\n', stderr: '' });
  expect(stacksIn(fleet)).toEqual(STACKS);
  expect(Object.keys(outOf(fleet))).toEqual(['manifest.json', ...STACKS.map((stack) => `stacks/${stack}/cdk.tf.json`)]);
  const manifest = JSON.parse(outOf(fleet)['manifest.json'] ?? '') as {
    stacks: Record<string, { synthesizedStackPath: string }>;
  };
  expect(
    Object.values(manifest.stacks)
      .map(({ synthesizedStackPath }) => synthesizedStackPath)
      .sort(),
  ).toEqual(STACKS.map((stack) => `stacks/${stack}/cdk.tf.json`));
});

test('while an error stands nothing is synthesised, and the old stacks stay as they were', () => {
  const fleet = smallFleet();
  synth(fleet);
  const before = outOf(fleet);
  write(fleet, { ...WRONG, 'agencies/muzeu.yaml': agency('muzeu', 'small', 'vital') });
  const { code, stdout, stderr } = synth(fleet);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain('`bujdget`');
  expect(outOf(fleet)).toEqual(before);
});

test('with an error from the start not even the folder is made', () => {
  const fleet = smallFleet(WRONG);
  expect(synth(fleet).code).toBe(1);
  expect(fs.existsSync(path.join(fleet, 'cdktf.out'))).toBe(false);
});

test('warnings are told on stderr and stop nothing', () => {
  const fleet = smallFleet({
    'agencies/arkiva.yaml': SMALL['agencies/arkiva.yaml'].replace('2099-12-31', '2020-12-31'),
  });
  const { code, stderr } = synth(fleet);
  expect(code).toBe(0);
  expect(stderr).toMatch(/^warning\[STR/);
});

test('an agency that leaves takes its stack along, Terraform files of living stacks stay', () => {
  const fleet = smallFleet();
  synth(fleet);
  const out = path.join(fleet, 'cdktf.out/stacks');
  write(out, { 'main-arkiva/.terraform/providers/x': 'theirs', 'main-arkiva/.terraform.lock.hcl': 'theirs' });
  fs.rmSync(path.join(fleet, 'agencies/biblioteka.yaml'));
  expect(synth(fleet).code).toBe(0);
  expect(stacksIn(fleet)).toEqual(STACKS.filter((stack) => stack !== 'main-biblioteka'));
  expect(contents(path.join(out, 'main-arkiva'))).toMatchObject({
    '.terraform.lock.hcl': 'theirs',
    '.terraform/providers/x': 'theirs',
  });
});

test('a stack that is gone but was initialised keeps what is Terraform’s and loses what would be planned', () => {
  const fleet = smallFleet();
  synth(fleet);
  write(path.join(fleet, 'cdktf.out/stacks/main-biblioteka'), { '.terraform.lock.hcl': 'theirs' });
  fs.rmSync(path.join(fleet, 'agencies/biblioteka.yaml'));
  synth(fleet);
  expect(contents(path.join(fleet, 'cdktf.out/stacks/main-biblioteka'))).toEqual({ '.terraform.lock.hcl': 'theirs' });
});

test('a stack that did not change is not written again', () => {
  const fleet = smallFleet();
  synth(fleet);
  const file = (stack: string): string => path.join(fleet, 'cdktf.out/stacks', stack, 'cdk.tf.json');
  for (const stack of STACKS) fs.utimesSync(file(stack), 1000, 1000);
  write(fleet, {
    'agencies/biblioteka.yaml': SMALL['agencies/biblioteka.yaml'].replace('title: Register', 'title: Other'),
  });
  synth(fleet);
  expect(STACKS.filter((stack) => fs.statSync(file(stack)).mtimeMs !== 1_000_000)).toEqual(['main-biblioteka']);
});

describe('where a write fails: exit 2, the file and the cause, the old stacks whole', () => {
  const failing = (prepare: (fleet: string) => NodeJS.ProcessEnv): ReturnType<typeof streha> & { same: boolean } => {
    const fleet = smallFleet();
    synth(fleet);
    write(fleet, { 'agencies/arkiva.yaml': SMALL['agencies/arkiva.yaml'].replace('title: Register', 'title: Other') });
    const env = prepare(fleet);
    const before = outOf(fleet);
    const ran = synth(fleet, env);
    return { ...ran, same: JSON.stringify(outOf(fleet)) === JSON.stringify(before) };
  };
  const full = (after: number): NodeJS.ProcessEnv => ({
    NODE_OPTIONS: `--require ${path.join(REPOSITORY, 'test/cli/full-disk.cjs')}`,
    FULL_AFTER: String(after),
  });

  test.each([0, 3, 7])('a disk that is full after %i files', (after) => {
    const { code, stdout, stderr, same } = failing(() => full(after));
    expect({ code, stdout, same }).toEqual({ code: 2, stdout: '', same: true });
    expect(stderr).toMatch(
      /^error: cannot write cdktf\.out\/\S+: no space left on the device; free some and run again \(ENOSPC\)\n$/,
    );
  });

  test('a folder where a stack’s file should be', () => {
    const { code, stderr, same } = failing((fleet) => {
      const file = path.join(fleet, 'cdktf.out/stacks/spare-arkiva/cdk.tf.json');
      fs.rmSync(file);
      write(file, { theirs: '' });
      return {};
    });
    expect({ code, same }).toEqual({ code: 2, same: true });
    expect(stderr).toContain(
      'cannot write cdktf.out/stacks/spare-arkiva/cdk.tf.json: a folder stands where a file should be',
    );
  });

  test('a file where the output folder should be', () => {
    const fleet = smallFleet({ 'cdktf.out': 'theirs' });
    const { code, stderr } = synth(fleet);
    expect(code).toBe(2);
    expect(stderr).toMatch(/cannot write cdktf\.out: .*\((EEXIST|ENOTDIR)\)/);
    expect(contents(fleet)['cdktf.out']).toBe('theirs');
  });
});

describe('a fleet with a cdktf.json', () => {
  const MAIN = `
    const fs = require('node:fs');
    fs.mkdirSync(process.env.CDKTF_OUTDIR, { recursive: true });
    fs.writeFileSync(process.env.CDKTF_OUTDIR + '/ran', process.cwd());
    console.log('talk'); console.error('more talk');
    process.exitCode = Number(process.env.CODE ?? 0);
  `;
  const fleet = (app = 'node main.js'): string =>
    smallFleet({ 'cdktf.json': JSON.stringify({ app }), 'main.js': MAIN });

  test('runs its app in its folder, and what the app prints is not the result', () => {
    const folder = fleet();
    const { code, stdout, stderr } = streha(['synth', '--fleet', folder], { cwd: path.dirname(folder) });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^stacks in \S+\/cdktf\.out\n$/);
    expect(stderr).toContain('talk\nmore talk');
    expect(contents(path.join(folder, 'cdktf.out'))).toEqual({ ran: folder });
  });

  test('does not run it while an error stands', () => {
    const folder = smallFleet({ ...WRONG, 'cdktf.json': '{"app":"node main.js"}', 'main.js': MAIN });
    expect(synth(folder).code).toBe(1);
    expect(fs.existsSync(path.join(folder, 'cdktf.out'))).toBe(false);
  });

  test('passes on that findings stand, and names any other failure', () => {
    expect(synth(fleet(), { CODE: '1' }).code).toBe(1);
    const { code, stderr } = synth(fleet(), { CODE: '3' });
    expect(code).toBe(2);
    expect(stderr).toContain('the app of cdktf.json, `node main.js`, ended with exit code 3');
  });

  test('whose app is streha itself gets the generic stacks', () => {
    const folder = fleet(`${process.execPath} ${path.join(REPOSITORY, 'bin/streha')} synth`);
    expect(synth(folder).code).toBe(0);
    expect(stacksIn(folder)).toEqual(STACKS);
  });

  test.each([
    ['broken', '{', 'cdktf.json is not JSON'],
    ['without an app', '{}', 'cdktf.json names no `app`'],
  ])('that is %s is named', (_, text, says) => {
    const { code, stderr } = synth(smallFleet({ 'cdktf.json': text }));
    expect(code).toBe(2);
    expect(stderr).toContain(says);
  });
});

test('CDKTF_OUTDIR names another folder', () => {
  const [fleet, out] = [smallFleet(), path.join(emptyFolder(), 'a/b')];
  expect(synth(fleet, { CDKTF_OUTDIR: out }).code).toBe(0);
  expect(fs.readdirSync(path.join(out, 'stacks')).sort()).toEqual(STACKS);
  expect(fs.existsSync(path.join(fleet, 'cdktf.out'))).toBe(false);
});

describe('who interrupts it', () => {
  /** Sends a signal as soon as something is being staged. */
  async function interrupted(fleet: string, signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null> {
    const child = spawn(process.execPath, [path.join(REPOSITORY, 'bin/streha'), 'synth'], { cwd: fleet });
    const ended = new Promise<number | NodeJS.Signals | null>((done) => {
      child.on('close', (code, by) => done(code ?? by));
    });
    const out = path.join(fleet, 'cdktf.out');
    while (!(fs.existsSync(out) && fs.readdirSync(out).some((name) => name.startsWith('.streha-')))) {
      await new Promise((done) => setTimeout(done, 1));
    }
    child.kill(signal);
    return ended;
  }

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('by %s finds the old stacks whole and nothing else', async (signal, code) => {
    const fleet = smallFleet();
    synth(fleet);
    const before = outOf(fleet);
    write(fleet, { 'agencies/arkiva.yaml': SMALL['agencies/arkiva.yaml'].replace('title: Register', 'title: Other') });
    expect(await interrupted(fleet, signal)).toBe(code);
    expect(outOf(fleet)).toEqual(before);
  });

  test('the first time finds nothing at all', async () => {
    const fleet = smallFleet();
    expect(await interrupted(fleet, 'SIGINT')).toBe(130);
    expect(contents(fleet)).toEqual(SMALL);
  });

  test('by SIGKILL finds the old stacks whole, and the next run clears up', async () => {
    const fleet = smallFleet();
    synth(fleet);
    const before = outOf(fleet);
    await interrupted(fleet, 'SIGKILL');
    const after = outOf(fleet);
    expect(Object.fromEntries(Object.entries(after).filter(([file]) => !file.startsWith('.streha-')))).toEqual(before);
    synth(fleet);
    expect(outOf(fleet)).toEqual(before);
  });
});
