import { clusterOf, judge } from '../../analysis/reach';
import type { End, Query } from '../../analysis/reach/query';
import { PROTOCOLS } from '../../analysis/reach/query';
import { type Oracle, startOracle } from './oracle';
import { realNamespaces, realObjects, realPolicies } from './real-namespaces';

let oracle: Oracle;
beforeAll(async () => {
  oracle = await startOracle();
});
afterAll(() => oracle.stop());

const NAMES = Object.keys(realNamespaces);

/** All that policies name, and one that none does. */
const rules = realPolicies
  .flatMap(({ spec }) => [...(spec.ingress ?? []), ...(spec.egress ?? [])])
  .map((rule) => rule ?? {});
const selectors = [
  ...realPolicies.map(({ spec }) => spec.podSelector),
  ...rules.flatMap(({ from, to }) => [...(from ?? []), ...(to ?? [])].map(({ podSelector }) => podSelector)),
];
const LABELS = distinct([{}, ...selectors.map((selector) => selector?.matchLabels ?? {})]);
const PORTS = distinct([1, ...rules.flatMap(({ ports }) => (ports ?? []).map((port) => port?.port ?? 1))]);

const podsOf = (namespace: string): readonly End[] => LABELS.map((labels) => ({ namespace, labels }));

const queriesOf = (from: readonly End[], to: readonly End[]): readonly Query[] =>
  from.flatMap((source) =>
    to.flatMap((target) =>
      PROTOCOLS.flatMap((protocol) => [
        { from: source, to: target, protocol },
        ...PORTS.map((port) => ({ from: source, to: target, protocol, port })),
      ]),
    ),
  );

/** Engine and oracle on the same queries; what they disagree on, and how many are allowed. */
async function compare(queries: readonly Query[]) {
  const cluster = clusterOf(realObjects);
  const oracles = await oracle.ask({ namespaces: realNamespaces, policies: realPolicies, queries });
  const ours = queries.map((query) => judge(cluster, query).allowed);
  return {
    disagreed: queries.filter((_query, index) => ours[index] !== oracles[index]),
    allowed: ours.filter(Boolean).length,
    all: queries.length,
  };
}

test('there are 64 namespaces, and all their policies are asked about', () => {
  expect(NAMES).toHaveLength(64);
  expect(realPolicies).toHaveLength(159);
  expect(LABELS).toEqual([{}, { app: 'prometheus-pushgateway' }]);
  expect(PORTS).toEqual([1, 8282]);
});

test('the evaluator and the oracle agree on every pair of real namespaces', async () => {
  const everywhere = NAMES.flatMap(podsOf);
  const found = await Promise.all(NAMES.map((name) => compare(queriesOf(podsOf(name), everywhere))));
  expect(found.flatMap(({ disagreed }) => disagreed)).toEqual([]);
  const total = found.reduce((sum, { allowed }) => sum + allowed, 0);
  const asked = found.reduce((sum, { all }) => sum + all, 0);
  process.stderr.write(`streha: ${total} of ${asked} queries between real namespaces allowed\n`);
  // Each reaches itself, and links lead to others.
  expect(total).toBeGreaterThan(asked / NAMES.length);
  expect(total).toBeLessThan(asked / 2);
});

test('the evaluator and the oracle agree on what comes from outside and goes there', async () => {
  const outside: readonly End[] = [{ ip: '192.0.2.1' }, { ip: '2001:db8::1' }];
  const everywhere = NAMES.flatMap(podsOf);
  const coming = await compare(queriesOf(outside, everywhere));
  const going = await compare(queriesOf(everywhere, outside));
  expect([coming.disagreed, going.disagreed]).toEqual([[], []]);
  expect(going.allowed).toBe(going.all);
  expect(coming.allowed).toBe(0);
});

test('a link whose other side forgot its label lets nobody in, and one with the label lets its namespace in', async () => {
  const query = (from: string, to: string): Query => ({ from: { namespace: from }, to: { namespace: to } });
  const queries = [
    query('laa-claim-for-payment-staging', 'laa-claim-for-payment-stubs-staging'),
    query('laa-apply-for-legalaid-staging', 'cfe-civil-staging'),
  ];
  const cluster = clusterOf(realObjects);
  expect(queries.map((one) => judge(cluster, one).allowed)).toEqual([false, true]);
  expect(await oracle.ask({ namespaces: realNamespaces, policies: realPolicies, queries })).toEqual([false, true]);
});

/** Values that differ, in the order in which they come. */
function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
