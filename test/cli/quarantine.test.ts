import fs from 'node:fs';
import path from 'node:path';
import { contents, emptyFolder, type Files, type Ran, REPOSITORY, smallFleet, streha } from './harness';
import { agency, SMALL } from './small-fleet';

const SAID = ['--by', 'Office, case 17', '--reason', 'Break-in'] as const;
const close = (fleet: string, target: string, ...more: readonly string[]): Ran =>
  streha(['quarantine', target, ...more], { cwd: fleet });
const file = (fleet: string, key = 'arkiva'): string =>
  fs.readFileSync(path.join(fleet, `agencies/${key}.yaml`), 'utf8');

/** Lines of the later text, without those of the earlier, where these stand in it in their order; else undefined. */
function added(before: string, after: string): readonly string[] | undefined {
  const old = before.split('\n');
  const fresh = after.split('\n').filter((line) => {
    if (line !== old[0]) return true;
    old.shift();
    return false;
  });
  return old.length === 0 ? fresh : undefined;
}

function manifests(fleet: string): Record<string, string> {
  const out = path.join(emptyFolder(), 'out');
  expect(streha(['manifests', '--out', out], { cwd: fleet }).code).toBe(0);
  return contents(out);
}

/** A museum that calls the library, which calls the archive; the museum is the most urgent of the three. */
const CHAIN: Files = {
  'agencies/biblioteka.yaml': `${SMALL['agencies/biblioteka.yaml']}    exposes:
      loans:
        title: Loans
        port: 443
        pods: { app: loans }
        data: internal
        to:
          muzeu/register: { purpose: Exhibits, until: 2099-12-31 }
`,
  'agencies/muzeu.yaml': agency('muzeu', 'small', 'vital', [
    '    consumes:',
    '      biblioteka/register/loans: { pods: { app: desk } }',
  ]),
};

const BLOCK = SMALL['agencies/arkiva.yaml'].replace(
  '      test: { size: small }\n',
  '      test:\n        size: small\n',
);

describe('writes', () => {
  test.each<[string, string, string, readonly string[]]>([
    ['a system', SMALL['agencies/arkiva.yaml'], 'arkiva/register', []],
    [
      'an environment on one line',
      SMALL['agencies/arkiva.yaml'],
      'arkiva/register/test',
      ['      environments: [test]'],
    ],
    ['an environment in lines of its own', BLOCK, 'arkiva/register/test', []],
    ['a file without an end of line', SMALL['agencies/arkiva.yaml'].trimEnd(), 'arkiva/register', []],
    ['a file with comments', `${BLOCK}    # the last word\n\n# the end\n`, 'arkiva/register/test', []],
  ])('%s: lines are added, none is changed, and without them all is as it was', (_, text, target, more) => {
    const fleet = smallFleet({ 'agencies/arkiva.yaml': text });
    const before = { files: contents(fleet), manifests: manifests(fleet) };
    const { code, stdout } = close(fleet, target, ...SAID, '--since', '2026-01-02');
    expect(code).toBe(0);
    expect(stdout).toContain(`wrote the quarantine of ${target}; it closes with the next deployment\n`);
    const after = file(fleet);
    const lines = added(text, after) ?? [];
    expect(lines.filter((line) => line !== '').map((line) => line.trim())).toEqual([
      'quarantine:',
      'since: 2026-01-02',
      'by: Office, case 17',
      'reason: Break-in',
      ...more.map((line) => line.trim()),
    ]);
    expect(manifests(fleet)).not.toEqual(before.manifests);
    fs.writeFileSync(path.join(fleet, 'agencies/arkiva.yaml'), text);
    expect(contents(fleet)).toEqual(before.files);
    expect(manifests(fleet)).toEqual(before.manifests);
  });

  test('Windows line ends stay', () => {
    const text = SMALL['agencies/arkiva.yaml'].replaceAll('\n', '\r\n');
    const fleet = smallFleet({ 'agencies/arkiva.yaml': text });
    expect(close(fleet, 'arkiva/register', ...SAID).code).toBe(0);
    expect(file(fleet).replaceAll('\r\n', '')).not.toContain('\n');
    expect(added(text, file(fleet))).toHaveLength(4);
  });

  test('quotes and signs of YAML are text', () => {
    const fleet = smallFleet();
    const by = `"a': #x`;
    expect(close(fleet, 'arkiva/register', '--by', by, '--reason', '- y: {').code).toBe(0);
    expect(streha(['validate'], { cwd: fleet }).stdout).toContain('0 errors, 1 warning');
    expect(file(fleet)).toContain(`by: ${JSON.stringify(by)}\n`);
  });

  test('the other end of every link loses its policy, and the fleet is proved closed', () => {
    const fleet = smallFleet();
    const [serves, calls] = ['streha-serves.search.biblioteka.register', 'streha-calls.arkiva.register.search'];
    const policies = (): readonly string[] =>
      [
        ...Object.values(manifests(fleet))
          .join('\n')
          .matchAll(/name: (streha-(?:serves|calls)\.\S+)\n {2}namespace: (\S+)/g),
      ]
        .map(([, name, namespace]) => `${name} ${namespace}`)
        .sort();
    const prod = [`${calls} biblioteka-register-prod`, `${serves} arkiva-register-prod`];
    const test = [`${calls} biblioteka-register-test`, `${serves} arkiva-register-test`];
    expect(policies()).toEqual([...prod, ...test].sort());
    close(fleet, 'arkiva/register/prod', ...SAID);
    expect(policies()).toEqual(test);
    expect(streha(['reach', '--prove'], { cwd: fleet }).code).toBe(0);
    const asked = ['reach', '--from', 'biblioteka/register', '--to', 'arkiva/register', '--port', '8443'];
    expect(streha(asked, { cwd: fleet }).stdout).toMatch(/^no: /);
  });

  test('what to do next names stacks that are there, and no others', () => {
    const fleet = smallFleet();
    const { stdout } = close(fleet, 'arkiva/register', ...SAID, '--since', '2026-01-02');
    const deployed = [...stdout.matchAll(/^ {4}npx .* deploy (.*)$/gm)].map(([, stacks]) => stacks);
    expect(deployed).toEqual(['main-arkiva', 'main-biblioteka', 'spare-arkiva']);
    expect(stdout).toContain('the last backup from before the incident was deleted on 2026-02-06');
    expect(stdout).toContain('streha reach --prove --site spare --manifests -');
  });
});

describe('says who loses what', () => {
  test('with --preview, and writes nothing', () => {
    const fleet = smallFleet();
    const before = contents(fleet);
    const { code, stdout, stderr } = close(fleet, 'arkiva/register', '--preview');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`1 other system struck
  deferrable
    biblioteka/register (prod, test) loses arkiva/register/search: Catalogue
The public loses arkiva.gov.example
`);
    expect(contents(fleet)).toEqual(before);
  });

  test('those that call the callers too, the most urgent class first', () => {
    const { stdout } = close(smallFleet(CHAIN), 'arkiva/register', '--preview');
    expect(stdout).toMatch(
      /^2 other systems struck\n {2}vital\n.*muzeu\/register \(prod, test\) through biblioteka\/register\/loans, 2 steps away\n {2}deferrable\n.*biblioteka\/register \(prod, test\) loses arkiva\/register\/search/,
    );
  });

  test('of one environment alone', () => {
    const { stdout } = close(smallFleet(CHAIN), 'arkiva/register/test', '--preview');
    expect(stdout).toContain('biblioteka/register (test) loses');
    expect(stdout).toContain('muzeu/register (test) through');
    expect(stdout).not.toContain('The public loses');
  });

  test('nobody, where nobody calls', () => {
    const { stdout } = close(smallFleet(), 'biblioteka/register/test', '--preview');
    expect(stdout).toBe('No other system loses a service.\n');
  });

  test('as json, in the same order', () => {
    const { stdout } = close(smallFleet(CHAIN), 'arkiva/register/prod', '--preview', '--format', 'json');
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      losses: [
        {
          consumer: 'muzeu/register/prod',
          service: 'biblioteka/register/loans',
          purpose: 'Exhibits',
          continuity: 'vital',
          steps: 2,
        },
        {
          consumer: 'biblioteka/register/prod',
          service: 'arkiva/register/search',
          purpose: 'Catalogue',
          continuity: 'deferrable',
          steps: 1,
        },
      ],
      hostnames: ['arkiva.gov.example'],
    });
  });
});

describe('where another file is wrong', () => {
  const BROKEN = { 'agencies/zzz.yaml': 'agency: [' };

  test('closes all the same, and says that nobody can tell the losses', () => {
    const fleet = smallFleet(BROKEN);
    const { code, stdout, stderr } = close(fleet, 'arkiva/register/prod', ...SAID);
    expect(code).toBe(0);
    expect(stdout).toContain('wrote the quarantine of arkiva/register/prod');
    expect(stderr).toContain('nobody can tell here who loses what');
    expect(added(SMALL['agencies/arkiva.yaml'], file(fleet))).toHaveLength(5);
  });

  test('does not close twice either', () => {
    const fleet = smallFleet(BROKEN);
    close(fleet, 'arkiva/register/prod', ...SAID);
    const before = contents(fleet);
    const { code, stdout, stderr } = close(fleet, 'arkiva/register/prod', ...SAID);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('`systems.register.quarantine` closes `prod` already');
    expect(contents(fleet)).toEqual(before);
  });

  test('a preview says why there is none', () => {
    const { code, stdout, stderr } = close(smallFleet(BROKEN), 'arkiva/register', '--preview');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('the fleet has errors, so nobody can tell who loses what; `streha validate` names them');
  });
});

const QUARANTINED = '    quarantine: { since: 2026-01-01, by: A, reason: B }\n';
const HALF = QUARANTINED.replace(' }', ', environments: [prod] }');
const closed = (lines: string): Files => ({ 'agencies/arkiva.yaml': SMALL['agencies/arkiva.yaml'] + lines });

test.each<[string, readonly string[], Files, number, string]>([
  ['an unknown agency', ['arkiv/register', ...SAID], {}, 2, 'there is no agencies/arkiv.yaml; did you mean `arkiva`?'],
  ['an unknown system', ['arkiva/registr', ...SAID], {}, 2, 'has no system `registr`; did you mean `register`?'],
  ['an unknown environment', ['arkiva/register/prd', ...SAID], {}, 2, 'has no environment `prd`; did you mean `prod`?'],
  ['an agency alone', ['arkiva', ...SAID], {}, 2, '`arkiva` is no system; write AGENCY/SYSTEM'],
  ['a path that leads elsewhere', ['../x/y', ...SAID], {}, 2, '`..` cannot be an agency’s key'.replace('’', "'")],
  ['too many steps', ['arkiva/register/prod/x', ...SAID], {}, 2, 'is no system; write AGENCY/SYSTEM'],
  ['nobody who orders it', ['arkiva/register', '--reason', 'x'], {}, 2, 'add --by and --reason, or --preview'],
  ['no reason', ['arkiva/register', '--by', 'x'], {}, 2, 'add --by and --reason, or --preview'],
  ['a blank reason', ['arkiva/register', '--by', 'x', '--reason', ' '], {}, 1, 'error[STR118]'],
  ['a line break', ['arkiva/register', '--by', 'a\nb: c', '--reason', 'x'], {}, 1, 'a line break'],
  ['a control character', ['arkiva/register', '--by', 'a\u001b[31m', '--reason', 'x'], {}, 1, 'an escape character'],
  [
    'a day the calendar lacks',
    ['arkiva/register', ...SAID, '--since', '2026-02-30'],
    {},
    2,
    'Write a day of the calendar',
  ],
  [
    'json of what is written',
    ['arkiva/register', ...SAID, '--format', 'json'],
    {},
    2,
    '--format json is for --preview',
  ],
  ['a second time', ['arkiva/register', ...SAID], closed(QUARANTINED), 2, 'under quarantine already, since 2026-01-01'],
  [
    'an environment of a closed system',
    ['arkiva/register/prod', ...SAID],
    closed(QUARANTINED),
    2,
    'under quarantine already',
  ],
  [
    'the whole of what is closed in part',
    ['arkiva/register', ...SAID],
    closed(HALF),
    2,
    '`systems.register.quarantine` closes prod alone: delete `environments` from it to close all',
  ],
  [
    'a file that is broken itself',
    ['arkiva/register', ...SAID],
    { 'agencies/arkiva.yaml': 'agency: [' },
    1,
    'error[STR',
  ],
  [
    'a file with an error',
    ['arkiva/register', ...SAID],
    { 'agencies/arkiva.yaml': BLOCK.replace('budget', 'bujdget') },
    1,
    '`bujdget`',
  ],
])('refuses %s, and writes nothing', (_, args, changes, exit, says) => {
  const fleet = smallFleet(changes);
  const before = contents(fleet);
  const [target = '', ...more] = args;
  const { code, stdout, stderr } = close(fleet, target, ...more);
  expect({ code, stdout }).toEqual({ code: exit, stdout: '' });
  expect(stderr).toContain(says);
  expect(stderr).not.toMatch(/^ +at /m);
  expect(stderr).not.toContain('\u001b[31m');
  expect(contents(fleet)).toEqual(before);
});

test('a file that cannot be written is named, and stays as it was', () => {
  const fleet = smallFleet();
  const before = contents(fleet);
  const env = { NODE_OPTIONS: `--require ${path.join(REPOSITORY, 'test/cli/full-disk.cjs')}`, FULL_AFTER: '1' };
  const { code, stdout, stderr } = streha(['quarantine', 'arkiva/register', ...SAID], { cwd: fleet, env });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('error: cannot write agencies/arkiva.yaml: no space left');
  expect(contents(fleet)).toEqual(before);
});
