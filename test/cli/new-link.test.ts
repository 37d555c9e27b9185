import fs from 'node:fs';
import path from 'node:path';
import { contents, type Files, REPOSITORY, smallFleet, streha } from './harness';
import { agency, SMALL } from './small-fleet';

const MUZEU = agency('muzeu', 'small', 'deferrable')
  .replace('      test:', '      trial:')
  .replace(', hostnames: [muzeu.gov.example]', '');
const SEARCH = 'arkiva/register/search';
const PROVIDER = ['--purpose', 'Katalogu: i plotë', '--until', '2099-12-31'];
const BOTH = [...PROVIDER, '--pods', 'app=web,tier=2'];

const fleetWith = (changes: Files = {}): string => smallFleet({ 'agencies/muzeu.yaml': MUZEU, ...changes });
const link = (fleet: string, ends: string, ...options: readonly string[]): ReturnType<typeof streha> =>
  streha(['new', 'link', ...ends.split(' '), ...options], { cwd: fleet });
const file = (fleet: string, key: string): string => fs.readFileSync(path.join(fleet, `agencies/${key}.yaml`), 'utf8');

/** How the command names itself to somebody who stands in a folder. */
const command = (fleet: string): string => {
  const name = path.join(REPOSITORY, 'bin/streha');
  const near = path.relative(fleet, name);
  return near.startsWith('../..') ? name : near;
};

const HALF = `          muzeu/register:
            purpose: "Katalogu: i plotë"
            until: 2099-12-31
`;

test('writes both halves, keeps every other line, and says what stands where and what to do next', () => {
  const fleet = fleetWith();
  const { code, stdout, stderr } = link(fleet, `muzeu/register ${SEARCH}`, ...BOTH);
  expect(file(fleet, 'arkiva')).toBe(`${SMALL['agencies/arkiva.yaml']}${HALF}`);
  expect(file(fleet, 'muzeu')).toBe(
    `${MUZEU}    consumes:\n      arkiva/register/search: { pods: { app: web, tier: "2" } }\n`,
  );
  expect(code).toBe(0);
  expect(stderr).toContain('warning[STR510]');
  expect(stdout).toBe(`agencies/arkiva.yaml:25
${HALF.replace(/^/gm, '+ ').slice(0, -2)}
agencies/muzeu.yaml:17
+     consumes:
+       arkiva/register/search: { pods: { app: web, tier: "2" } }

Joins prod.
Leaves out trial, which \`muzeu/register\` alone has.
Leaves out test, which \`arkiva/register\` alone has.

What to do next
  send it as one pull request; it needs the consent of muzeu and arkiva,
  by the admins whom \`${command(fleet)} codeowners --org ORG\` names
  ${command(fleet)} validate
`);
  expect(streha(['validate'], { cwd: fleet }).stdout).toContain('0 errors, 1 warning');
});

const [HEAD = '', REGISTER = ''] = SMALL['agencies/arkiva.yaml'].split(/(?<=systems:\n)/);
const SALLA = MUZEU.split('systems:\n')[1]?.replace('register', 'salla').replace('trial', 'test') ?? '';

test.each([
  ['first', HEAD + REGISTER + SALLA],
  ['last', HEAD + SALLA + REGISTER],
])('two systems of one agency, the provider %s: one file with both halves, each at its line', (_, two) => {
  const fleet = smallFleet({ 'agencies/arkiva.yaml': two });
  const { code, stdout, stderr } = link(fleet, `arkiva/salla ${SEARCH}`, ...BOTH);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const lines = file(fleet, 'arkiva').split('\n');
  for (const [, line, text] of stdout.matchAll(/^agencies\/arkiva\.yaml:(\d+)\n\+ (.*)$/gm))
    expect(lines[Number(line) - 1]).toBe(text);
  expect(stdout.match(/^agencies\/arkiva\.yaml:/gm)).toHaveLength(2);
  expect(stdout).toContain('the consent of arkiva,');
  expect(lines.filter((line) => !two.split('\n').includes(line))).toHaveLength(5);
  expect(streha(['validate'], { cwd: fleet }).stdout).toBe('0 errors, 0 warnings\n');
});

describe('where one side has its half already, the other is written', () => {
  test('the provider has it', () => {
    const fleet = fleetWith({ 'agencies/arkiva.yaml': `${SMALL['agencies/arkiva.yaml']}${HALF}` });
    const { code, stdout, stderr } = link(fleet, `muzeu/register ${SEARCH}`, '--pods', 'app=web', '--purpose', 'x');
    expect(code).toBe(0);
    expect(stderr).toContain(
      'agencies/arkiva.yaml:25 has the half of `arkiva/register` already; --purpose left aside\n',
    );
    expect(stdout).not.toContain('agencies/arkiva.yaml:');
    expect(file(fleet, 'arkiva')).toBe(`${SMALL['agencies/arkiva.yaml']}${HALF}`);
    expect(file(fleet, 'muzeu')).toContain('      arkiva/register/search: { pods: { app: web } }\n');
  });

  test('the consumer has it', () => {
    const muzeu = `${MUZEU}    consumes: { arkiva/register/search: { pods: { app: web } } }\n`;
    const fleet = fleetWith({ 'agencies/muzeu.yaml': muzeu });
    expect(link(fleet, `muzeu/register ${SEARCH}`).stderr).toBe(
      'error: give for the half of `arkiva/register` --purpose TEXT and --until YYYY-MM-DD\n',
    );
    const { code, stderr } = link(fleet, `muzeu/register ${SEARCH}`, ...PROVIDER);
    expect(code).toBe(0);
    expect(stderr).toContain('agencies/muzeu.yaml:17 has the half of `muzeu/register` already\n');
    expect(file(fleet, 'arkiva')).toBe(`${SMALL['agencies/arkiva.yaml']}${HALF}`);
    expect(file(fleet, 'muzeu')).toBe(muzeu);
  });

  test('both have it: nothing is written, and both places are named', () => {
    const fleet = fleetWith();
    const before = contents(fleet);
    const { code, stdout, stderr } = link(fleet, `biblioteka/register ${SEARCH}`, ...BOTH);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(
      'error: the link is there already, at agencies/arkiva.yaml:24 and agencies/biblioteka.yaml:18; edit it there\n',
    );
    expect(contents(fleet)).toEqual(before);
  });
});

describe('layouts', () => {
  test('line ends of Windows, and no last one', () => {
    const fleet = fleetWith({ 'agencies/muzeu.yaml': MUZEU.trimEnd().replaceAll('\n', '\r\n') });
    expect(link(fleet, `muzeu/register ${SEARCH}`, ...BOTH).code).toBe(0);
    expect(file(fleet, 'muzeu')).toBe(
      `${MUZEU}    consumes:\n      arkiva/register/search: { pods: { app: web, tier: "2" } }\n`.replaceAll(
        '\n',
        '\r\n',
      ),
    );
  });

  test('a map on one line: that line alone changes, and is marked', () => {
    const consumes = '    consumes: { biblioteka/x/y: { pods: { a: b } } }   # see the contract\n';
    const fleet = fleetWith({ 'agencies/muzeu.yaml': MUZEU + consumes });
    const { code, stdout } = link(fleet, `muzeu/register ${SEARCH}`, ...BOTH);
    expect(code).toBe(0);
    expect(file(fleet, 'muzeu')).toBe(
      MUZEU + consumes.replace(' }   #', ', arkiva/register/search: { pods: { app: web, tier: "2" } } }   #'),
    );
    expect(stdout).toContain('agencies/muzeu.yaml:17\n~     consumes: { biblioteka');
  });

  test.each([
    ['what an alias repeats', 'register:', 'register: &one', '  salla: *one\n', 'repeated elsewhere as `*one`'],
    ['an alias', '  register:', '  salla: &one', '  register: *one\n', 'repeats what stands at `&one`'],
  ])('%s is refused in words, and nothing is written', (_, from, to, more, says) => {
    const fleet = fleetWith({ 'agencies/muzeu.yaml': MUZEU.replace(from, to) + more });
    const before = contents(fleet);
    const { code, stdout, stderr } = link(fleet, `muzeu/register ${SEARCH}`, ...BOTH);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('error: cannot change agencies/muzeu.yaml: `systems.register`');
    expect(stderr).toContain(says);
    expect(contents(fleet)).toEqual(before);
  });
});

const GIVEN = [`muzeu/register ${SEARCH}`, ...BOTH] as const;
const PERSONAL = {
  'agencies/arkiva.yaml': SMALL['agencies/arkiva.yaml']
    .replaceAll('data: internal', 'data: personal')
    .replace('{ purpose', '{ basis: B, purpose'),
};

describe('refuses, and writes neither file', () => {
  test.each<[string, readonly string[], Files, number, string]>([
    ['a consumer without agency', [`muzeu ${SEARCH}`, ...BOTH], {}, 2, '`muzeu` is not of the form AGENCY/SYSTEM;'],
    ['a provider without service', ['muzeu/register arkiva/register', ...BOTH], {}, 2, 'AGENCY/SYSTEM/SERVICE;'],
    ['a path that leads elsewhere', [`../register ${SEARCH}`, ...BOTH], {}, 2, '`../register` is not of the form'],
    ['capitals', [`Muzeu/register ${SEARCH}`, ...BOTH], {}, 2, '`Muzeu/register` is not of the form'],
    ['nothing', ['', ...BOTH], {}, 2, "missing required argument 'service'"],
    ['a misspelt agency', [`muzei/register ${SEARCH}`, ...BOTH], {}, 2, 'agencies/muzei.yaml; did you mean `muzeu`?'],
    ['a misspelt system', [`muzeu/registr ${SEARCH}`, ...BOTH], {}, 2, 'did you mean `muzeu/register`?'],
    ['a misspelt service', ['muzeu/register arkiva/register/serch', ...BOTH], {}, 2, `did you mean \`${SEARCH}\`?`],
    [
      'a system without services',
      ['muzeu/register biblioteka/register/x', ...BOTH],
      {},
      2,
      'biblioteka/register has none yet',
    ],
    ['a system with itself', [`arkiva/register ${SEARCH}`, ...BOTH], {}, 2, 'a link joins two systems'],
    ['a day that is past', [...GIVEN, '--until', '2020-01-01'], {}, 2, '--until 2020-01-01 is before today'],
    ['a day the calendar lacks', [...GIVEN, '--until', '2099-02-30'], {}, 2, 'Write a day of the calendar'],
    ['a label without a value', [...GIVEN, '--pods', 'app'], {}, 2, '`app` is not a label of pods; write KEY=VALUE'],
    ['a comma too many', [...GIVEN, '--pods', 'a=b,'], {}, 2, '`` is not a label of pods'],
    [
      'a label given twice',
      [...GIVEN, '--pods', 'app=worker'],
      {},
      2,
      'label `app` is given twice, as `web` and as `worker`',
    ],
    ['a label no pod can have', [...GIVEN, '--pods', 'x=a$'], {}, 1, 'error[STR519]'],
    ['a blank purpose', [...GIVEN, '--purpose', ' '], {}, 1, 'error[STR118]'],
    ['a purpose with a line break', [...GIVEN, '--purpose', 'a\nb: c'], {}, 1, 'a line break'],
    [
      'no labels',
      [`muzeu/register ${SEARCH}`, ...PROVIDER],
      {},
      2,
      'for the half of `muzeu/register` --pods KEY=VALUE',
    ],
    ['personal data without a basis', GIVEN, PERSONAL, 2, '--basis TEXT (the service passes on personal data)'],
    [
      'an error in one of the files',
      GIVEN,
      { 'agencies/muzeu.yaml': MUZEU.replace('size: small', 'size: huge') },
      1,
      '`huge`',
    ],
    ['a file that is no YAML', GIVEN, { 'agencies/muzeu.yaml': 'agency: [' }, 1, 'error[STR'],
  ])('%s', (_, given, changes, exit, says) => {
    const fleet = fleetWith(changes);
    const before = contents(fleet);
    const [ends = '', ...options] = given;
    const { code, stdout, stderr } = link(fleet, ends, ...options);
    expect({ code, stdout }).toEqual({ code: exit, stdout: '' });
    expect(stderr).toContain(says);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(contents(fleet)).toEqual(before);
  });
});

test('personal data pass with a basis', () => {
  const fleet = fleetWith(PERSONAL);
  expect(link(fleet, ...GIVEN, '--basis', 'Ligji nr. 9920/2008 "Për procedurat"').code).toBe(0);
  expect(file(fleet, 'arkiva')).toContain('            basis: Ligji nr. 9920/2008 "Për procedurat"\n');
});

test('is not kept from writing by a third agency’s error', () => {
  const fleet = fleetWith({ 'agencies/biblioteka.yaml': 'agency: [' });
  expect(link(fleet, ...GIVEN).code).toBe(0);
});

test('where one of the two files cannot be written, the other is not either', () => {
  const fleet = fleetWith();
  const before = contents(fleet);
  const env = { NODE_OPTIONS: `--require ${path.join(REPOSITORY, 'test/cli/full-disk.cjs')}`, FULL_AFTER: '3' };
  const { code, stdout, stderr } = streha(['new', 'link', ...GIVEN[0].split(' '), ...BOTH], { cwd: fleet, env });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/error: cannot write agencies\/\w+\.yaml: no space left/);
  expect(contents(fleet)).toEqual(before);
});

test.each([
  [
    'the consumer',
    { 'agencies/muzeu.yaml': `${MUZEU}    consumes: { ${SEARCH}: { pods: { app: web } } }\n` },
    PROVIDER,
  ],
  ['the provider', { 'agencies/arkiva.yaml': SMALL['agencies/arkiva.yaml'] + HALF }, ['--pods', 'app=web']],
])('the finding of a link that %s alone declares names the command that mends it', (_, changes, options) => {
  const fleet = fleetWith(changes);
  const [, ends = ''] = /, or run `streha new link (.*)`$/m.exec(streha(['validate'], { cwd: fleet }).stdout) ?? [];
  expect(ends).toBe(`muzeu/register ${SEARCH}`);
  expect(link(fleet, ends, ...options).code).toBe(0);
  expect(streha(['validate'], { cwd: fleet }).stdout).not.toContain('STR507');
});
