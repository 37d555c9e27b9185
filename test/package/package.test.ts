import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { renderStack } from '../../manifests';
import { contents, emptyFolder, type Ran, REPOSITORY, write } from '../cli/harness';

// The whole way of somebody who starts: init, install, first command. Installs from npm's own cache, which `npm ci`
// of this repository has filled; asks npm only for what is not there.

let fleet: string;

function inFleet(line: string, env: NodeJS.ProcessEnv = {}): Ran {
  const { status, stdout, stderr } = spawnSync(line, {
    cwd: fleet,
    shell: true,
    encoding: 'utf8',
    // npm's own warnings are about the machine it runs on, not about the fleet.
    env: { ...process.env, npm_config_loglevel: 'error', ...env },
  });
  return { code: status, stdout, stderr };
}

beforeAll(() => {
  fleet = path.join(emptyFolder(), 'fleet');
  const made = spawnSync(process.execPath, ['bin/streha', 'init', fleet, '--org', 'gov'], {
    cwd: REPOSITORY,
    encoding: 'utf8',
  });
  expect(made).toMatchObject({ status: 0, stderr: '' });
  expect(inFleet('npm install --prefer-offline')).toMatchObject({ code: 0 });
}, 180_000);

test('the library that was packed holds what it needs and nothing of this repository besides', () => {
  const files = Object.keys(contents(path.join(fleet, 'node_modules/streha')));
  expect(files).toEqual(
    expect.arrayContaining([
      'bin/streha',
      'dist/index.js',
      'dist/index.d.ts',
      'cli/templates/fleet/.gitignore.template',
    ]),
  );
  const folders = [...new Set(files.map((file) => file.split('/')[0]))].sort();
  expect(folders).toEqual(
    ['CHANGELOG.md', 'LICENSE', 'README.md', 'bin', 'cli', 'dist', 'package.json', 'schema'].filter((name) =>
      folders.includes(name),
    ),
  );
  expect(files.filter((file) => /\.test\.|(?<!\.d)\.ts$|tatimet|own-stacks\.js|tsbuildinfo/.test(file))).toEqual([]);
});

test('the first command works: npm start builds the new fleet and tells what stands where', () => {
  const { code, stdout, stderr } = inFleet('npm start --silent');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^fleet \(fleet\)\n1 agency, 2 systems, \d+ namespaces, /);
  expect(stdout).toContain('npx streha new agency');
  expect(fs.existsSync(path.join(fleet, 'manifests.out/main-example.yaml'))).toBe(true);
});

test('what init says to do next works: validate, a new agency with a system, synth', () => {
  expect(inFleet('npx streha validate')).toEqual({ code: 0, stdout: '0 errors, 0 warnings\n', stderr: '' });
  expect(inFleet("npx streha new agency arkiva --name 'Drejtoria e Arkivave' --ministry Kryeministria")).toMatchObject({
    code: 0,
  });
  expect(inFleet("npx streha new system arkiva/katalogu --title 'Katalogu i dokumenteve'")).toMatchObject({
    code: 0,
    stderr: '',
  });
  expect(inFleet('npx streha synth')).toEqual({ code: 0, stdout: 'stacks in cdktf.out\n', stderr: '' });
  expect(fs.existsSync(path.join(fleet, 'cdktf.out/stacks/main-arkiva/cdk.tf.json'))).toBe(true);
});

test('an edit of stacks/ counts at once, without a build', () => {
  write(fleet, {
    'stacks/example.ts': `import { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1';
import type { App } from 'cdktf';
import { AgencyStack, type AgencyStackProps } from 'streha/stacks';
export class ExampleStack extends AgencyStack {
  constructor(scope: App, props: AgencyStackProps) {
    super(scope, props);
    new NamespaceV1(this, 'Extra', { metadata: { name: 'example-extra' } });
  }
}
`,
    'stacks/own-stacks.ts': `import type { OwnStacks } from 'streha/stacks';
import { ExampleStack } from './example';
export const ownStacks: OwnStacks = { example: ExampleStack };
`,
  });
  expect(inFleet('npx streha manifests --out -').stdout).toContain('name: example-extra');
});

test('a tenant alone, in somebody else’s cdktf app', () => {
  const example = fs.readFileSync(path.join(REPOSITORY, 'examples/tenant-alone/main.ts'), 'utf8');
  write(fleet, { 'elsewhere/main.ts': example });
  expect(inFleet('cd elsewhere && node --require tsx/cjs main.ts')).toMatchObject({ code: 0, stderr: '' });
  const stack = JSON.parse(
    fs.readFileSync(path.join(fleet, 'elsewhere/cdktf.out/stacks/pensions/cdk.tf.json'), 'utf8'),
  ) as object;
  const objects = renderStack('pensions', stack).objects;
  const of = (kind: string): number => objects.filter((object) => object.kind === kind).length;
  expect(['Namespace', 'ResourceQuota', 'LimitRange', 'ServiceAccount', 'RoleBinding', 'ClusterRole'].map(of)).toEqual([
    1, 1, 1, 1, 2, 4,
  ]);
  expect(objects.filter(({ kind }) => kind === 'NetworkPolicy').map(({ metadata }) => metadata.name)).toContain(
    'streha-deny-all',
  );
});

test.each([
  ['node10', 'commonjs'],
  ['node16', 'node16'],
  ['bundler', 'esnext'],
])('types resolve under moduleResolution %s', (moduleResolution, module) => {
  write(fleet, {
    'types/all.ts': `import { AgencyStack, loadFleet, renderStack, synthFleet, Tenant } from 'streha';
import { Tenant as FromConstructs } from 'streha/constructs';
import { type Fleet, placements } from 'streha/definition';
import { type RenderedStack, renderYaml } from 'streha/manifests';
import { FleetApp } from 'streha/stacks';
const same: typeof Tenant = FromConstructs;
export const all = [AgencyStack, loadFleet, renderStack, synthFleet, same, placements, renderYaml, FleetApp];
export type All = [Fleet, RenderedStack];
// @ts-expect-error types are there, and not any
export const wrong: number = placements;
`,
    'types/tsconfig.json': JSON.stringify({
      compilerOptions: {
        target: 'ES2022',
        esModuleInterop: true,
        strict: true,
        noEmit: true,
        skipLibCheck: true,
        types: ['node'],
        module,
        moduleResolution,
      },
      // Classic cdktf projects resolve as node10 does: the whole fleet and the example above, too.
      include: moduleResolution === 'node10' ? ['../main.ts', '../stacks', '../elsewhere', 'all.ts'] : ['all.ts'],
    }),
  });
  expect(inFleet('npx tsc -p types')).toEqual({ code: 0, stdout: '', stderr: '' });
});

test('it loads as CommonJS and as ES module, and the reading and rendering parts without cdktf', () => {
  const loaded = `const has = Object.keys(require.cache).some((file) => file.includes('/node_modules/cdktf/'));`;
  expect(
    inFleet(`node -e "require('streha/definition'); require('streha/manifests'); ${loaded} console.log(has)"`).stdout,
  ).toBe('false\n');
  expect(inFleet(`node -e "require('streha/constructs'); ${loaded} console.log(has)"`).stdout).toBe('true\n');
  const modules = `import { Tenant } from 'streha/constructs'; import { placements } from 'streha/definition'; import { synthFleet } from 'streha'; console.log(typeof Tenant, typeof placements, typeof synthFleet)`;
  expect(inFleet(`node --input-type=module -e "${modules}"`).stdout).toBe('function function function\n');
});
