import path from 'node:path';
import { parse, stringify } from 'yaml';
import { contents, emptyFolder, smallFleet, streha } from './harness';
import { agency, SMALL } from './small-fleet';

/** Everything a build writes, and what it prints. */
function built(fleet: string, env: NodeJS.ProcessEnv = {}): Record<string, string> {
  const { code, stdout, stderr } = streha(['build'], { cwd: fleet, env });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const written = Object.entries(contents(fleet)).filter(([file]) => /^(cdktf|manifests)\.out\//.test(file));
  return { ...Object.fromEntries(written), stdout };
}

/** The same YAML with the keys of every map the other way round. */
function reversed(text: string): string {
  const turn = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, item]) => [key, turn(item)]),
    );
  };
  return stringify(turn(parse(text)));
}

test('two folders, two homes, two time zones and two locales give the same bytes', () => {
  const here = built(smallFleet(), { TZ: 'Europe/Tirane', LANG: 'C', LC_ALL: 'C', HOME: '/nonexistent' });
  const there = built(smallFleet(), {
    TZ: 'Pacific/Kiritimati',
    LANG: 'sq_AL.UTF-8',
    LC_ALL: 'tr_TR.UTF-8',
    HOME: emptyFolder(),
    USER: 'other',
  });
  expect(Object.keys(here).length).toBeGreaterThan(14);
  expect(there).toEqual(here);
});

test('the order of keys in the files reaches no output', () => {
  const turned = Object.fromEntries(Object.entries(SMALL).map(([file, text]) => [file, reversed(text)]));
  const before = built(smallFleet());
  expect(built(smallFleet(turned))).toEqual(before);
});

test('an agency that joins changes no other stack by a byte', () => {
  const before = built(smallFleet());
  const after = built(smallFleet({ 'agencies/muzeu.yaml': agency('muzeu', 'small', 'vital') }));
  const changed = Object.keys(after).filter((file) => after[file] !== before[file]);
  expect(changed).toEqual([
    path.join('cdktf.out', 'manifest.json'),
    'cdktf.out/stacks/main-muzeu/cdk.tf.json',
    'cdktf.out/stacks/spare-muzeu/cdk.tf.json',
    'manifests.out/main-muzeu.yaml',
    'manifests.out/spare-muzeu.yaml',
    'stdout',
  ]);
});

test('a second build of the same fleet writes the same and prints the same', () => {
  const fleet = smallFleet();
  expect(built(fleet)).toEqual(built(fleet));
});
