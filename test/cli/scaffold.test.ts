import fs from 'node:fs';
import path from 'node:path';
import { contents, emptyFolder, REPOSITORY, smallFleet, streha, write } from './harness';

describe('schema', () => {
  test('writes both, and the agency’s knows the platform’s own sizes and classes', () => {
    const fleet = smallFleet();
    const { code, stdout, stderr } = streha(['schema'], { cwd: fleet });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe('schema/agency.schema.json\nschema/platform.schema.json\n');
    const written = contents(path.join(fleet, 'schema'));
    expect(Object.keys(written)).toEqual(['agency.schema.json', 'platform.schema.json']);
    const schema = written['agency.schema.json'] ?? '';
    const enums = [...schema.matchAll(/"enum": \[([^\]]*)\]/g)].map(([, list]) => (list ?? '').replace(/\s/g, ''));
    expect(enums).toEqual(expect.arrayContaining(['"large","small"', '"vital","deferrable"']));
    expect(JSON.parse(schema)).toMatchObject({ $schema: expect.stringContaining('json-schema.org') as string });
  });

  test('is written without sizes where platform.yaml has errors', () => {
    const fleet = smallFleet({ 'platform.yaml': 'version: 1\n' });
    expect(streha(['schema', '--out', 'elsewhere'], { cwd: fleet }).code).toBe(0);
    expect(Object.keys(contents(path.join(fleet, 'elsewhere')))).toHaveLength(2);
  });
});

test('codeowners: the platform owns all, each agency its own file, the last match counts', () => {
  const fleet = smallFleet({ 'agencies/muzeu.yaml': undefined });
  const { code, stdout } = streha(['codeowners', '--org', '@gov'], { cwd: fleet });
  expect(code).toBe(0);
  expect(stdout.split('\n').slice(1)).toEqual([
    '*                         @gov/small-platform',
    '/agencies/arkiva.yaml     @gov/arkiva-admins',
    '/agencies/biblioteka.yaml @gov/biblioteka-admins',
    '',
  ]);
});

describe('init', () => {
  const init = (folder: string, ...more: readonly string[]): ReturnType<typeof streha> =>
    streha(['init', folder, '--library', '0.1.0', ...more], { env: { HOME: process.env.HOME } });

  test('makes a repository that validates, with what was said in it', () => {
    const folder = path.join(emptyFolder(), 'Qendra e Dhënave');
    const { code, stdout, stderr } = init(folder, '--name', 'Qendra', '--domain', 'gov.al', '--org', 'gdc');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('npm install');
    const written = contents(folder);
    expect(Object.keys(written)).toEqual([
      '.github/workflows/streha.yml',
      '.gitignore',
      '.gitlab-ci.yml',
      '.npmrc',
      'CODEOWNERS',
      'README.md',
      'agencies/example.yaml',
      'cdktf.json',
      'main.ts',
      'package.json',
      'platform.yaml',
      'schema/agency.schema.json',
      'schema/platform.schema.json',
      'stacks/own-stacks.ts',
      'tsconfig.json',
    ]);
    expect(written['platform.yaml']).toMatch(/^platform: qendra-e-dhenave\b/m);
    expect(written['platform.yaml']).toContain('name: Qendra\ndomains: [gov.al]');
    expect(written.CODEOWNERS).toContain('@gdc/example-admins');
    expect(Object.values(written).join('')).not.toMatch(/\{\{[^ ]/);
    expect(streha(['validate'], { cwd: folder })).toMatchObject({ code: 0, stdout: '0 errors, 0 warnings\n' });
  });

  test('asks for exact versions, those this repository is tested with', () => {
    const folder = path.join(emptyFolder(), 'fleet');
    init(folder);
    const written = JSON.parse(contents(folder)['package.json'] ?? '') as Record<string, Record<string, string>>;
    const own = JSON.parse(fs.readFileSync(path.join(REPOSITORY, 'package.json'), 'utf8')) as Record<
      string,
      Record<string, string>
    >;
    const asked = { ...written.dependencies, ...written.devDependencies };
    expect(asked.streha).toBe('0.1.0');
    for (const [name, version] of Object.entries(asked)) {
      if (name !== 'streha') expect([name, version]).toEqual([name, own.devDependencies?.[name]]);
    }
  });

  test('the workflow may read the repository and nothing else', () => {
    const folder = path.join(emptyFolder(), 'fleet');
    init(folder);
    const workflow = contents(folder)['.github/workflows/streha.yml'] ?? '';
    expect(workflow).toContain('permissions:\n  contents: read\n');
    expect(workflow).toContain('group: streha-${{ github.ref }}');
    for (const command of ['validate --format github', 'synth', 'manifests --out manifests.out']) {
      expect(workflow).toContain(`npx streha ${command}`);
    }
  });

  test('both code hosts judge the agreements of what a proposal changes, with no name of a branch in a shell line', () => {
    const folder = path.join(emptyFolder(), 'fleet');
    init(folder);
    const { '.github/workflows/streha.yml': github = '', '.gitlab-ci.yml': gitlab = '' } = contents(folder);
    expect(github).toMatch(/persist-credentials: false\n +fetch-depth: 0 /);
    expect(github).toContain(
      [
        "        if: github.event_name == 'pull_request'",
        '        env:',
        '          BASE: ${{ github.base_ref }}',
        '        run: npx streha links --base "origin/$BASE"\n',
      ].join('\n'),
    );
    expect(github).not.toMatch(/run:.*\$\{\{/);
    expect(gitlab).toContain('    GIT_DEPTH: 0 ');
    expect(gitlab).toContain('    - npx streha links --base FETCH_HEAD\n');
  });

  test('refuses a folder that holds something, and a file; a fresh repository is fine', () => {
    const folder = emptyFolder();
    write(folder, { 'notes.txt': 'theirs', 'fresh/.git/HEAD': 'ref' });
    expect(init(folder)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/is not empty \(it holds (fresh|notes\.txt)\)/) as string,
    });
    expect(init(path.join(folder, 'notes.txt')).code).toBe(2);
    expect(init(path.join(folder, 'fresh')).code).toBe(0);
    expect(contents(folder)['notes.txt']).toBe('theirs');
  });

  test('writes nothing where what was said makes no valid fleet', () => {
    const folder = emptyFolder();
    const { code, stderr } = init(path.join(folder, 'fleet'), '--domain', 'Not A Domain');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error\[STR/);
    expect(fs.readdirSync(folder)).toEqual([]);
  });
});
