import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { emptyFolder, type Files, type Ran, streha, write } from './harness';

/** A policy of namespace `a` that lets `other` in. */
const policy = (name: string, other = 'b'): string => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}
  namespace: a
spec:
  podSelector: {}
  ingress:
    - from:
        - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ${other} } }
      ports: [{ port: 80 }]
`;
const NAMESPACE = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: a }\n';
const FLOW = 'every pod of b to every pod of a: TCP 80';

function judge(files: Files, at = '.', more: readonly string[] = []): Ran {
  const folder = emptyFolder();
  write(folder, files);
  return streha(['reach', '--manifests', at, ...more], { cwd: folder });
}

function refused({ code, stdout, stderr }: Ran, exit: number, says: string): void {
  expect({ code, stdout }).toEqual({ code: exit, stdout: '' });
  expect(stderr).toContain(says);
  expect(stderr).not.toMatch(/^ +at /m);
  expect(stderr).not.toContain('Warning');
  expect(stderr).not.toContain('\u001b');
}

const asJson = (text: string): string => JSON.stringify(parse(text), null, '\t');
const listed = (kind: string, text: string): string =>
  `apiVersion: v1\nkind: ${kind}\nitems:\n- ${text.trimEnd().replaceAll('\n', '\n  ')}\n`;

test.each<[string, Files, string]>([
  ['a file', { 'a.yaml': policy('p') }, 'a.yaml'],
  ['a file of any name', { netpol: policy('p') }, 'netpol'],
  ['a folder', { 'a.yaml': policy('p'), 'notes.txt': '{{' }, '.'],
  ['folders in folders', { 'x/y/z/a.yml': policy('p') }, 'x'],
  ['JSON, indented by tabs', { 'a.json': asJson(policy('p')) }, '.'],
  ['several documents', { 'a.yaml': `# one\n---\n${NAMESPACE}---\n# nothing\n---\n${policy('p')}---\n` }, '.'],
  ['a List', { 'a.yaml': listed('List', policy('p')) }, '.'],
  [
    'a list of the API server, whose items say neither kind nor version',
    {
      'a.yaml': listed('NetworkPolicyList', policy('p').split('\n').slice(2).join('\n')).replace(
        'v1',
        'networking.k8s.io/v1',
      ),
    },
    '.',
  ],
  ['Windows line ends', { 'a.yaml': policy('p').replaceAll('\n', '\r\n') }, '.'],
  ['a byte order mark', { 'a.yaml': `\uFEFF${policy('p')}` }, '.'],
  ['beside an empty file', { 'a.yaml': policy('p'), 'b.yaml': '', 'c.yaml': '# only\n---\n# comments\n' }, '.'],
  [
    'beside other kinds',
    { 'a.yaml': `${policy('p')}---\napiVersion: batch/v1\nkind: Job\nmetadata: { generateName: x }\n` },
    '.',
  ],
])('are read as %s', (_, files, at) => {
  const { code, stdout, stderr } = judge(files, at);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain(FLOW);
});

test('are read from stdin', () => {
  const { code, stdout } = streha(['reach', '--manifests', '-'], { input: policy('p') });
  expect(code).toBe(0);
  expect(stdout).toContain(FLOW);
});

test('answer a question without a fleet, and name the rule', () => {
  const { code, stdout } = judge({ 'a.yaml': policy('p') }, '.', ['--from', 'b', '--to', 'a', '--port', '80']);
  expect(code).toBe(0);
  expect(stdout).toContain('yes: b may call a on TCP 80\n');
  expect(stdout).toContain('in   p of a, ingress rule 1');
});

test('know no systems', () => {
  refused(
    judge({ 'a.yaml': policy('p') }, '.', ['--from', 'x/y', '--to', 'a']),
    2,
    'manifests know no systems; name the namespace',
  );
});

test('namespaces that rules name and that are not there are listed by name, with who names them', () => {
  const files = { 'a.yaml': `${NAMESPACE}---\n${policy('p', 'gone')}---\n${policy('q', 'away')}` };
  expect(judge(files).stdout).toMatch(/Unknown here.*\n {2}away, named by a\n {2}gone, named by a\n/);
  const { clusters } = JSON.parse(judge(files, '.', ['--format', 'json']).stdout) as {
    clusters: { unknown: object[] }[];
  };
  expect(clusters[0]?.unknown).toMatchObject([{ name: 'away' }, { name: 'gone' }]);
});

test('where nothing passes, that is said', () => {
  const deny = policy('p').replace(/ {2}ingress:.*/s, '  policyTypes: [Ingress, Egress]\n');
  expect(judge({ 'a.yaml': NAMESPACE, 'b.yaml': deny }).stdout).toBe('Nothing passes\n');
});

test('links are followed, those that go round too, and nothing is read twice', () => {
  const folder = emptyFolder();
  write(folder, { 'there/..2026/a.yaml': policy('p') });
  fs.symlinkSync('..2026', path.join(folder, 'there/..data'));
  fs.symlinkSync('..data/a.yaml', path.join(folder, 'there/a.yaml'));
  fs.symlinkSync('..', path.join(folder, 'there/loop'));
  fs.symlinkSync('self', path.join(folder, 'there/self'));
  const { code, stdout } = streha(['reach', '--manifests', 'there'], { cwd: folder });
  expect(code).toBe(0);
  expect(stdout).toContain(FLOW);
  fs.symlinkSync('self.yaml', path.join(folder, 'there/self.yaml'));
  refused(streha(['reach', '--manifests', 'there'], { cwd: folder }), 2, 'there/self.yaml: symbolic links go round');
});

test('two megabytes of other objects do not get in the way', () => {
  const entry = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: m }\ndata:\n${'  key: value of it\n'.repeat(50)}---\n`;
  const { code, stdout } = judge({ 'a.yaml': entry.repeat(2_000_000 / entry.length) + policy('p') });
  expect(code).toBe(0);
  expect(stdout).toContain(FLOW);
});

const bomb = [
  'a: &a [x, x, x, x, x, x, x, x, x]',
  ...'bcdefg'.split('').map((key, index) => {
    const before = `*${'abcdef'.charAt(index)}`;
    return `${key}: &${key} [${Array(9).fill(before).join(', ')}]`;
  }),
].join('\n');

test.each<[string, string, string]>([
  ['broken YAML', 'a: [\n', 'a.yaml:2:1: '],
  ['a tab as indentation', 'kind: X\nspec:\n\ta: b\n', 'a.yaml:3:1: Tabs are not allowed as indentation'],
  ['a template', '{{ if x }}\nkind: X\n{{ end }}\n', 'a.yaml: templates; render them first, as `helm template` does'],
  ['a template in a name', policy('{{ .Release.Name }}'), 'cannot be the name of a NetworkPolicy'],
  ['a template of a namespace', policy('p').replace('e: a', 'e: {{ .Release.Namespace }}'), 'render them first'],
  ['a name that a terminal would obey', policy('"\\e[2J"'), 'a.yaml:4:9: `'],
  [
    'a namespace in capitals',
    policy('p').replace('e: a', 'e: A'),
    'a.yaml:5:14: `A` cannot be the name of a namespace',
  ],
  ['a policy without apiVersion', policy('p').replace(/.*\n/, ''), 'a.yaml:1:1: this NetworkPolicy has no apiVersion'],
  [
    'metadata of nothing',
    'apiVersion: v1\nkind: Namespace\nmetadata: null\n',
    'a.yaml:3:11: this Namespace has no metadata.name',
  ],
  ['a number as name', NAMESPACE.replace('name: a', 'name: 5'), 'a.yaml:3:19: `5` cannot be the name of a Namespace'],
  [
    'a number as label',
    NAMESPACE.replace('a }', 'a, labels: { tier: 1 } }'),
    'label `tier` of Namespace `a` is no text',
  ],
  [
    'a range that is none',
    policy('p').replace(/namespaceSelector.*/, 'ipBlock: { cidr: 10.0.0.0 }'),
    'a.yaml:10:28: NetworkPolicy a/p: spec.ingress[0].from[0].ipBlock.cidr: got `"10.0.0.0"`',
  ],
  [
    'a port that is none',
    policy('p').replace('port: 80', 'port: 0'),
    'a.yaml:11:23: NetworkPolicy a/p: spec.ingress[0].ports[0].port',
  ],
  [
    'a peer that names nobody',
    policy('p').replace(/- namespaceSelector.*/, '- {}'),
    'names nobody; write `podSelector`',
  ],
  [
    'a field twice',
    policy('p').replace('  ingress', '  podSelector: { matchLabels: { a: b } }\n  ingress'),
    'a.yaml:8:3: `podSelector` stands here twice; delete one',
  ],
  [
    'a policy twice',
    `${policy('p')}---\n${policy('p', 'c')}`,
    'a.yaml:16:9: NetworkPolicy a/p: metadata.name: stands here twice',
  ],
  ['aliases that grow without end', bomb, 'a.yaml:1:1: Excessive alias count'],
  ['bytes', '\u0000\u0001', 'a.yaml:1:1: no text in UTF-8'],
])('%s: exit 1 at the line, and nothing is judged', (_, text, says) => {
  refused(judge({ 'a.yaml': text, 'b.yaml': policy('sound') }), 1, says);
});

test('everything that is wrong is said at once', () => {
  const { stderr } = judge({ 'a.yaml': 'a: [\n', 'b.yaml': NAMESPACE.replace('name: a', 'x: y') });
  expect(stderr).toContain('a.yaml:2:1');
  expect(stderr).toContain('b.yaml:3:11');
});

test('the other place of a policy that stands twice is named', () => {
  expect(judge({ 'main.yaml': policy('p'), 'spare.yaml': policy('p') }).stderr).toContain(
    'it stands at main.yaml:4:9 too',
  );
});

test('policies of another API are passed over, and that is said', () => {
  const { code, stdout, stderr } = judge({
    'a.yaml': policy('p'),
    'b.yaml': policy('q', 'c').replace('networking.k8s.io/v1', 'projectcalico.org/v3'),
  });
  expect(code).toBe(0);
  expect(stdout).not.toContain('every pod of c');
  expect(stderr).toBe('b.yaml:1:13: passed over: a NetworkPolicy of projectcalico.org/v3\n');
});

test.each<[string, Files, string, string]>([
  ['nothing there', {}, 'none', 'cannot read none: no such file or folder'],
  ['an empty folder', { 'x/a.txt': '' }, 'x', 'x holds no file ending in .yaml, .yml, .json'],
  ['an empty file', { 'a.yaml': '' }, 'a.yaml', 'a.yaml holds neither a Namespace nor a NetworkPolicy'],
  ['comments alone', { 'a.yaml': '# a\n---\n# b\n' }, '.', '. holds neither a Namespace nor a NetworkPolicy'],
  ['other kinds alone', { 'a.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\n' }, '.', 'holds neither'],
  ['prose', { 'a.yaml': 'Dear all,\n' }, '.', 'holds neither'],
  ['a link to nothing', { 'a.yaml': undefined }, '-', 'stdin holds neither'],
])('%s: exit 2, and the way out', (_, files, at, says) => {
  refused(judge(files, at), 2, says);
});

test('a file that cannot be read is named', () => {
  const folder = emptyFolder();
  fs.symlinkSync('/proc/self/mem', path.join(folder, 'a.yaml')); // even the super-user reads nothing at its begin
  refused(streha(['reach', '--manifests', '.'], { cwd: folder }), 2, 'cannot read a.yaml');
});

test('--site is for a proof', () => {
  refused(judge({ 'a.yaml': policy('p') }, '.', ['--site', 'main']), 2, '--site says whose manifests --prove judges');
});
