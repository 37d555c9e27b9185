import fs from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { contents, smallFleet, streha, write } from './harness';
import { SMALL } from './small-fleet';

const manifests = (fleet: string, ...more: readonly string[]): ReturnType<typeof streha> =>
  streha(['manifests', ...more], { cwd: fleet });
const FILES = [
  'main-arkiva.yaml',
  'main-biblioteka.yaml',
  'main-operators.yaml',
  'main-platform.yaml',
  'spare-arkiva.yaml',
  'spare-operators.yaml',
  'spare-platform.yaml',
];

test('one file of YAML a stack, without a synthesis before and without making one', () => {
  const fleet = smallFleet();
  const { code, stdout, stderr } = manifests(fleet, '--out', 'objects');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^\d+ objects in objects\n$/);
  const written = contents(path.join(fleet, 'objects'));
  expect(Object.keys(written)).toEqual(FILES);
  const objects = Object.values(written)
    .flatMap((text) => parseAllDocuments(text))
    .map((document) => document.toJS() as { kind: string });
  expect(objects.length).toBe(Number.parseInt(stdout, 10));
  expect(objects.filter(({ kind }) => kind === 'ResourceQuota')).toHaveLength(5);
  expect(fs.existsSync(path.join(fleet, 'cdktf.out'))).toBe(false);
  expect(written['main-operators.yaml']).toContain('velero');
});

test('the default folder is manifests.out', () => {
  const fleet = smallFleet();
  expect(manifests(fleet).stdout).toMatch(/ in manifests\.out\n$/);
  expect(fs.readdirSync(path.join(fleet, 'manifests.out'))).toEqual(FILES);
});

test('--out - prints all of it on stdout and writes nothing', () => {
  const fleet = smallFleet();
  const before = contents(fleet);
  const { code, stdout } = manifests(fleet, '--out', '-');
  expect(code).toBe(0);
  expect(parseAllDocuments(stdout).every((document) => document.errors.length === 0)).toBe(true);
  expect(stdout).toContain('# Kubernetes objects of stack main-arkiva');
  expect(contents(fleet)).toEqual(before);
});

test('files of stacks that are gone are removed; files of anybody else never', () => {
  const fleet = smallFleet({ 'manifests.out/notes.yaml': 'theirs: true\n', 'manifests.out/notes.txt': 'theirs' });
  manifests(fleet);
  fs.rmSync(path.join(fleet, 'agencies/biblioteka.yaml'));
  expect(manifests(fleet).code).toBe(0);
  const left = fs.readdirSync(path.join(fleet, 'manifests.out'));
  expect(left).toEqual([...FILES.filter((file) => file !== 'main-biblioteka.yaml'), 'notes.txt', 'notes.yaml'].sort());
});

test('a file of somebody else in the way is named and left alone, and nothing is written', () => {
  const theirs = { 'manifests.out/main-arkiva.yaml': 'theirs: true\n' };
  const fleet = smallFleet(theirs);
  const { code, stderr } = manifests(fleet);
  expect(code).toBe(2);
  expect(stderr).toContain('manifests.out/main-arkiva.yaml was not written by streha; move it away');
  expect(contents(path.join(fleet, 'manifests.out'))).toEqual({ 'main-arkiva.yaml': 'theirs: true\n' });
});

test('while an error stands the old files stay as they were', () => {
  const fleet = smallFleet();
  manifests(fleet);
  const before = contents(path.join(fleet, 'manifests.out'));
  write(fleet, { 'agencies/arkiva.yaml': SMALL['agencies/arkiva.yaml'].replace('budget:', 'bujdget:') });
  expect(manifests(fleet).code).toBe(1);
  expect(contents(path.join(fleet, 'manifests.out'))).toEqual(before);
});

test('a stack that cannot be rendered for certain exits 1 and says where', () => {
  const main = `
    const fs = require('node:fs');
    const out = process.env.CDKTF_OUTDIR;
    fs.mkdirSync(out + '/stacks/odd', { recursive: true });
    fs.writeFileSync(out + '/manifest.json', JSON.stringify({ stacks: { odd: { name: 'odd', synthesizedStackPath: 'stacks/odd/cdk.tf.json' } } }));
    fs.writeFileSync(out + '/stacks/odd/cdk.tf.json', JSON.stringify({ resource: { aws_instance: { a: {} } } }));
  `;
  const { code, stderr } = manifests(smallFleet({ 'cdktf.json': '{"app":"node main.js"}', 'main.js': main }));
  expect(code).toBe(1);
  expect(stderr).toContain('aws_instance');
  expect(stderr).not.toMatch(/^ +at /m);
});

test.each(['agencies', '.', ''])('where people write (`--out %s`) nothing is rendered', (out) => {
  const fleet = smallFleet();
  const before = contents(fleet);
  const { code, stderr } = streha(['manifests', '--out', out], { cwd: fleet });
  expect(code).toBe(2);
  expect(stderr).toContain('holds what agencies and the platform team write; choose a folder of its own');
  expect(contents(fleet)).toEqual(before);
});
