import { emptyFolder, type Ran, smallFleet, streha, write } from './harness';

interface Answers {
  readonly version: number;
  readonly answers: readonly {
    readonly allowed: boolean;
    readonly because: Record<'egress' | 'ingress', { reason: string; policies: { policy: string; rule?: number }[] }>;
  }[];
}

let fleet: string;
beforeAll(() => {
  fleet = smallFleet();
});

function ask(queries: unknown): Ran {
  write(fleet, { 'questions.json': typeof queries === 'string' ? queries : JSON.stringify(queries, null, 1) });
  return streha(['reach', '--queries', 'questions.json'], { cwd: fleet });
}

function answers(queries: readonly unknown[]): Answers['answers'] {
  const { code, stdout, stderr } = ask(queries);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { version, answers } = JSON.parse(stdout) as Answers;
  expect(version).toBe(1);
  return answers;
}

const WEB = { namespace: 'biblioteka-register-prod', labels: { app: 'web' } };
const SEARCH = { namespace: 'arkiva-register-prod', labels: { app: 'search' } };
const OPEN = { namespace: 'nobody-knows-this' };

test('answers stand in the order asked, each with both sides', () => {
  const [yes, no, outside] = answers([
    { from: WEB, to: SEARCH, port: 8443, protocol: 'TCP' },
    { from: SEARCH, to: WEB, port: 8443 },
    { from: { ip: '192.0.2.7' }, to: SEARCH, port: 8443 },
  ]);
  expect(yes).toEqual({
    allowed: true,
    because: {
      egress: {
        allowed: true,
        reason: 'rule',
        policies: [{ namespace: WEB.namespace, policy: 'streha-calls.arkiva.register.search', rule: 0 }],
      },
      ingress: {
        allowed: true,
        reason: 'rule',
        policies: [{ namespace: SEARCH.namespace, policy: 'streha-serves.search.biblioteka.register', rule: 0 }],
      },
    },
  });
  expect(no).toMatchObject({
    allowed: false,
    because: { egress: { reason: 'closed' }, ingress: { reason: 'closed' } },
  });
  expect(outside).toMatchObject({
    allowed: false,
    because: { egress: { reason: 'outside' }, ingress: { reason: 'closed' } },
  });
});

test('ten thousand are answered at once, and none loses its place', () => {
  const all = Array.from({ length: 10_000 }, (_, index) => ({ from: WEB, to: SEARCH, port: 8443 + (index % 3) }));
  const got = answers(all).map(({ allowed }) => allowed);
  expect(got).toEqual(all.map(({ port }) => port === 8443));
});

test('no questions have no answers', () => {
  expect(answers([])).toEqual([]);
});

test('a namespace nobody knows has no policies and only its name', () => {
  const [open, closed, back] = answers([
    { from: OPEN, to: { namespace: 'another' }, port: 80 },
    { from: OPEN, to: SEARCH, port: 8443 },
    { from: SEARCH, to: OPEN, port: 80 },
  ]);
  expect(open).toMatchObject({ allowed: true, because: { egress: { reason: 'open' }, ingress: { reason: 'open' } } });
  expect(closed).toMatchObject({ allowed: false, because: { egress: { reason: 'open' } } });
  expect(back).toMatchObject({ allowed: false, because: { ingress: { reason: 'open' } } });
});

test('the name label of a namespace is known without its object: a policy that names it lets it in', () => {
  const to = { ...SEARCH, ports: { metrics: 9090 } };
  const asked = [to, { ...SEARCH, ports: { other: 9090 } }].map((end) => ({
    from: { namespace: 'monitoring' },
    to: end,
    port: 9090,
  }));
  expect(answers(asked).map(({ allowed }) => allowed)).toEqual([true, false]);
  expect(answers([{ from: { namespace: 'monitoring' }, to, port: 'metrics' }])[0]?.allowed).toBe(true);
});

test('an end without an address is matched by no ipBlock', () => {
  const policy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: block, namespace: a }
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0 } }] }]
`;
  const queries = [{ namespace: 'b' }, { namespace: 'b', ip: '10.0.0.1' }, { ip: '10.0.0.1' }].map((to) => ({
    from: { namespace: 'a' },
    to,
    port: 80,
  }));
  const folder = emptyFolder();
  write(folder, { 'a.yaml': policy, 'q.json': JSON.stringify(queries) });
  const { stdout } = streha(['reach', '--manifests', 'a.yaml', '--queries', 'q.json'], { cwd: folder });
  expect((JSON.parse(stdout) as Answers).answers.map(({ allowed }) => allowed)).toEqual([false, true, true]);
});

test('questions may come from stdin, with a byte order mark too', () => {
  const input = `\uFEFF${JSON.stringify([{ from: WEB, to: SEARCH, port: 8443 }])}`;
  const { code, stdout } = streha(['reach', '--queries', '-'], { cwd: fleet, input });
  expect(code).toBe(0);
  expect((JSON.parse(stdout) as Answers).answers).toMatchObject([{ allowed: true }]);
});

/** A question with something in the place of its port, on a line of its own. */
const port = (text: string): string => `[\n{"from": {"namespace": "a"}, "to": {"namespace": "b"},\n "port": ${text}}]`;

test.each<[string, string, string]>([
  ['an empty file', '', '1:1: not JSON'],
  ['YAML', '- from: { ip: 192.0.2.7 }', '1:1: not JSON'],
  ['a comma too many', '[\n{"from": {"ip": "192.0.2.7"}, "to": {"ip": "192.0.2.8"}},\n]', '3:1: not JSON'],
  ['a comma too few', '[{"from": {"ip": "192.0.2.7"}\n "to": {"ip": "192.0.2.8"}}]', '2:2: not JSON'],
  ['a bracket too few', '[{"from": {"ip": "192.0.2.7"}', '1:30: not JSON'],
  ['a comment', '[\n // none\n]', '2:2: not JSON'],
  ['a text across lines', '["a\nb"]', '1:2: not JSON'],
  ['something after the end', '[]\n[]', '2:1: not JSON'],
  ['an object', '{}', '1:1: the file: questions are a JSON array'],
  ['null', 'null', '1:1: the file: questions are a JSON array'],
  ['a number among them', '[\n7]', '2:1: [0]: write { from, to, port, protocol }'],
  ['a question without ends', '[{}]', '1:2: [0].from: write { namespace, labels } for a pod, or { ip }'],
  [
    'a misspelt field',
    '[{"from": {"namespace": "a", "lables": {}}, "to": {"ip": "192.0.2.7"}}]',
    '[0].from.lables: not a field of a question; did you mean `labels`?',
  ],
  [
    'labels of an address',
    '[{"from": {"ip": "192.0.2.7", "labels": {"app": "web"}}, "to": {"ip": "192.0.2.7"}}]',
    '1:11: [0].from:',
  ],
  [
    'half an address',
    '[{"from": {"ip": "192.0.2"}, "to": {"ip": "192.0.2.7"}}]',
    '1:18: [0].from.ip: not an IP address',
  ],
  [
    'a number as label',
    '[{"from": {"namespace": "a", "labels": {"v": 1}}, "to": {"ip": "192.0.2.7"}}]',
    '1:46: [0].from.labels.v: a label is text',
  ],
  ['a number as text', port('"80"'), '3:10: [0].port: a number from 1 to 65535 without quotes'],
  ['port 0', port('0'), '3:10: [0].port: a number from 1 to 65535'],
  ['port 65536', port('65536'), '3:10: [0].port: a number from 1 to 65535'],
  ['half a port', port('1.5'), '3:10: [0].port: a number from 1 to 65535'],
  ['a name nobody declared', port('"web"'), '3:10: [0].port: `port`: `to.ports` declares no `web`'],
  ['a protocol in small letters', port('80, "protocol": "tcp"'), '3:26: [0].protocol: TCP, UDP, SCTP'],
])('%s: exit 1, the place on stderr, and no answer', (_, text, says) => {
  const { code, stdout, stderr } = ask(text);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain(`error: questions.json:`);
  expect(stderr).toContain(says);
  expect(stderr).not.toMatch(/^ +at /m);
});

test('one question that nobody can answer ends all of it, and every such is named', () => {
  const good = { from: WEB, to: SEARCH, port: 8443 };
  const { code, stdout, stderr } = ask([good, { ...good, port: 'one' }, good, { ...good, port: 'two' }]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr.trimEnd().split('\n')).toEqual([
    expect.stringMatching(/^error: questions\.json:\d+:\d+: \[1\]\.port: .*`one`/),
    expect.stringMatching(/^error: questions\.json:\d+:\d+: \[3\]\.port: .*`two`/),
  ]);
});

test.each([
  ['a file that is not there', ['--queries', 'none.json'], 'cannot read none.json: no such file or folder'],
  ['a folder', ['--queries', 'agencies'], 'agencies is a folder; name a file in it'],
  ['both from stdin', ['--queries', '-', '--manifests', '-'], 'stdin is read once'],
  ['a table of the answers', ['--queries', 'q.json', '--format', 'csv'], 'are answered as text or json'],
])('%s: exit 2, and the way out', (_, args, says) => {
  const { code, stdout, stderr } = streha(['reach', ...args], { cwd: fleet });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(says);
  expect(stderr).not.toMatch(/^ +at /m);
});
