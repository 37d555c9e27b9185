import { clusterOf, judge, type Query, QueryError } from '../../../analysis/reach';
import { namespace, policy } from './objects';

/** What the specification says, case by case; the oracle's tests say it of everything else. */

const web = { namespace: 'a', labels: { app: 'web' } };
const db = { namespace: 'b', labels: { app: 'db' } };
const outside = { ip: '203.0.113.7' };
const NAMESPACES = [namespace('a', { team: 'x' }), namespace('b', { team: 'y' })];

const allowed = (policies: readonly ReturnType<typeof policy>[], query: Query): boolean =>
  judge(clusterOf([...NAMESPACES, ...policies]), query).allowed;

/** Policies of namespace `b`, asked whether `web` of `a` may call its `db`. */
const into = (spec: object, query: Partial<Query> = {}): boolean =>
  allowed([policy(spec, { in: 'b' })], { from: web, to: db, port: 80, ...query });

test('pods that no policy holds are open', () => {
  expect(allowed([], { from: web, to: db, port: 80 })).toBe(true);
  expect(into({ podSelector: { matchLabels: { app: 'other' } } })).toBe(true);
  expect(into({ podSelector: {} })).toBe(false);
});

test('both ends must agree', () => {
  const out = policy({ podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [{ namespaceSelector: {} }] }] });
  const closed = policy({ podSelector: {}, policyTypes: ['Egress'] });
  const inward = policy({ podSelector: {}, ingress: [{}] }, { in: 'b' });
  expect(allowed([out, inward], { from: web, to: db, port: 80 })).toBe(true);
  expect(allowed([closed, inward], { from: web, to: db, port: 80 })).toBe(false);
});

test('policies add up, and none takes anything away', () => {
  const deny = policy({ podSelector: {} }, { in: 'b', name: 'deny' });
  const open = policy({ podSelector: { matchLabels: { app: 'db' } }, ingress: [{}] }, { in: 'b', name: 'open' });
  expect(allowed([deny, open], { from: web, to: db, port: 80 })).toBe(true);
});

test('absent, null and empty `from` and `ports` mean everything; an empty rule list means nothing', () => {
  for (const rule of [{}, { from: [] }, { from: null }, { ports: [] }, { ports: null }])
    expect(into({ podSelector: {}, ingress: [rule] })).toBe(true);
  expect(into({ podSelector: {}, ingress: [] })).toBe(false);
});

test('without `policyTypes` a policy holds ingress, and egress where it has a rule for it', () => {
  const from = { namespace: 'b', labels: { app: 'db' } };
  const leaving = (spec: object) => allowed([policy(spec, { in: 'b' })], { from, to: web, port: 80 });
  expect(leaving({ podSelector: {} })).toBe(true);
  expect(leaving({ podSelector: {}, egress: [] })).toBe(true);
  expect(leaving({ podSelector: {}, egress: [{ to: [{ podSelector: {} }] }] })).toBe(false);
  expect(into({ podSelector: {}, policyTypes: ['Egress'] })).toBe(true);
});

test('a peer by pods alone is of the own namespace, by both selectors of theirs, by namespaces any pod', () => {
  const peer = (one: object) => into({ podSelector: {}, ingress: [{ from: [one] }] });
  expect(peer({ podSelector: {} })).toBe(false);
  expect(peer({ podSelector: {}, namespaceSelector: {} })).toBe(true);
  expect(peer({ namespaceSelector: { matchLabels: { team: 'x' } } })).toBe(true);
  expect(peer({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'a' } } })).toBe(true);
  expect(peer({ namespaceSelector: { matchLabels: { team: 'x' } }, podSelector: { matchLabels: { app: 'db' } } })).toBe(
    false,
  );
});

test('expressions: a label that is absent is not in, and is notin', () => {
  const peer = (matchExpressions: object[]) =>
    into({ podSelector: {}, ingress: [{ from: [{ namespaceSelector: {}, podSelector: { matchExpressions } }] }] });
  expect(peer([{ key: 'app', operator: 'In', values: ['web', 'x'] }])).toBe(true);
  expect(peer([{ key: 'tier', operator: 'In', values: ['web'] }])).toBe(false);
  expect(peer([{ key: 'tier', operator: 'NotIn', values: ['web'] }])).toBe(true);
  expect(peer([{ key: 'app', operator: 'NotIn', values: ['web'] }])).toBe(false);
  expect(peer([{ key: 'app', operator: 'Exists' }])).toBe(true);
  expect(peer([{ key: 'app', operator: 'DoesNotExist' }])).toBe(false);
});

test('an address block holds addresses less its exceptions, and no pod whose address is unknown', () => {
  const block = { ipBlock: { cidr: '203.0.113.0/24', except: ['203.0.113.64/26'] } };
  const spec = { podSelector: {}, ingress: [{ from: [block] }] };
  expect(into(spec, { from: outside })).toBe(true);
  expect(into(spec, { from: { ip: '203.0.113.65' } })).toBe(false);
  expect(into(spec, { from: { ip: '::ffff:203.0.113.7' } })).toBe(true);
  expect(into(spec, { from: web })).toBe(false);
  expect(into(spec, { from: { ...web, ip: '203.0.113.7' } })).toBe(true);
});

test('no selector meets an address', () => {
  expect(into({ podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }] }] }, { from: outside })).toBe(false);
});

test('ports: one, a range, a name of the pod that answers, another protocol', () => {
  const ports = (one: object, query: Partial<Query> = {}) =>
    into({ podSelector: {}, ingress: [{ ports: [one] }] }, query);
  expect(ports({ port: 80 })).toBe(true);
  expect(ports({ port: 79, endPort: 81 })).toBe(true);
  expect(ports({ port: 79, endPort: 79 })).toBe(false);
  expect(ports({ port: 80, protocol: 'SCTP' })).toBe(false);
  expect(ports({ port: 80, protocol: 'SCTP' }, { protocol: 'SCTP' })).toBe(true);
  expect(ports({ protocol: 'UDP' }, { protocol: 'UDP' })).toBe(true);
  expect(ports({ port: 'http' })).toBe(false);
  expect(ports({ port: 'http' }, { to: { ...db, ports: { http: 80 } } })).toBe(true);
  expect(ports({ port: 80 }, { to: { ...db, ports: { http: 80 } }, port: 'http' })).toBe(true);
});

test('without a port asked for, the answer names those that pass', () => {
  const spec = { podSelector: {}, ingress: [{ ports: [{ port: 80 }, { port: 'http' }] }] };
  const ask = (to: Query['to']) =>
    judge(clusterOf([...NAMESPACES, policy(spec, { in: 'b' })]), { from: web, to }).ports;
  expect(ask(db)).toEqual([
    { protocol: 'TCP', first: 80, last: 80 },
    { protocol: 'TCP', name: 'http' },
  ]);
  expect(ask({ ...db, ports: { http: 81 } })).toEqual([{ protocol: 'TCP', first: 80, last: 81 }]);
});

test('the answer names the rules that let it pass, or the policies that hold it', () => {
  const deny = policy({ podSelector: {} }, { in: 'b', name: 'deny' });
  const open = policy({ podSelector: {}, ingress: [{ ports: [{ port: 1 }] }, {}] }, { in: 'b', name: 'open' });
  const because = (policies: ReturnType<typeof policy>[]) =>
    judge(clusterOf([...NAMESPACES, ...policies]), { from: web, to: db, port: 80 }).because;
  expect(because([deny, open])).toEqual({
    egress: { allowed: true, reason: 'open', policies: [] },
    ingress: { allowed: true, reason: 'rule', policies: [{ namespace: 'b', name: 'open', rule: 1 }] },
  });
  expect(because([deny]).ingress).toEqual({
    allowed: false,
    reason: 'closed',
    policies: [{ namespace: 'b', name: 'deny' }],
  });
});

test.each<[string, Partial<Query>, string]>([
  ['a name nobody declares', { port: 'http' }, '`to.ports` declares no `http`'],
  ['a port that is none', { port: 70_000 }, '`70000` is no port'],
  ['an address that is none', { from: { ip: '203.0.113.256' } }, '`from.ip`: `203.0.113.256` is not an address'],
])('%s is no question', (_, query, message) => {
  const ask = () => into({ podSelector: {} }, query);
  expect(ask).toThrow(QueryError);
  expect(ask).toThrow(message);
});
