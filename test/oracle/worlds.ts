import * as fc from 'fast-check';
import {
  type End,
  type OutsideEnd,
  type PodEnd,
  PROTOCOLS,
  type Protocol,
  type Query,
} from '../../analysis/reach/query';
import {
  type Case,
  type Labels,
  type Maybe,
  type Peer,
  type PolicySpec,
  type Port,
  policyOf,
  type Rule,
  type Selector,
} from './case';

/**
 * Small worlds of which an API server would take every policy. All vocabularies are small, so that what is named in
 * one place is often met in another.
 */

const NAMESPACES = ['a', 'b', 'c', 'd'] as const;
/** Every namespace has it, whatever its labels in the text say of it. */
const NAME_LABEL = 'kubernetes.io/metadata.name';

const NAMESPACE_LABELS: Vocabulary = { team: ['x', 'y'], env: ['prod', 'test', ''], [NAME_LABEL]: NAMESPACES };
const POD_LABELS: Vocabulary = { app: ['web', 'db', ''], tier: ['front', 'back'] };

/**
 * What may be excepted lies in the block, as the API server demands. Some have bits beyond the mask: since Kubernetes
 * 1.36 no new policy may, but older ones stay as they are.
 */
const BLOCKS = [
  { cidr: '0.0.0.0/0', excepts: ['10.0.0.0/8', '192.0.2.0/24', '10.1.0.5/32'] },
  { cidr: '10.0.0.0/8', excepts: ['10.1.0.0/16', '10.1.0.5/32', '10.2.0.0/15'] },
  { cidr: '10.1.0.6/30', excepts: ['10.1.0.5/32', '10.1.0.6/31'] },
  { cidr: '10.1.0.5/32', excepts: [] },
  { cidr: '192.0.2.77/25', excepts: ['192.0.2.0/28', '192.0.2.127/32'] },
  { cidr: '::/0', excepts: ['fd00::/8', '2001:db8::/32'] },
  { cidr: 'fd00::/64', excepts: ['fd00::4/126', 'fd00::5/128'] },
  { cidr: '2001:db8:0:1::/63', excepts: ['2001:db8:0:1::/64'] },
] as const;

const POD_ADDRESSES = [
  '10.1.0.4',
  '10.1.0.5',
  '10.1.0.7',
  '10.1.0.8',
  '10.2.3.4',
  'fd00::3',
  'fd00::5',
  'fd00::8',
  'fd00:0:0:1::5',
];
const OUTSIDE_ADDRESSES = [
  '0.0.0.0',
  '10.3.255.255',
  '10.4.0.0',
  '192.0.2.15',
  '192.0.2.16',
  '192.0.2.127',
  '192.0.2.128',
  '255.255.255.255',
  '2001:db8::1',
  '2001:db8:0:1::1',
  '2001:db8:0:2::',
  '2001:DB8:0:0:0:0:0:1',
  '::1',
  '::ffff:192.0.2.15',
];

const PORTS = [80, 81, 82, 8080];
const PORT_NAMES = ['http', 'web'];

type Vocabulary = Readonly<Record<string, readonly string[]>>;

/** A counterexample may be shrunk to the first of the alternatives. */
const SIMPLEST_FIRST = { withCrossShrink: true };

/** A value, or one of the two ways of leaving it out: absent, or nothing after the colon. */
const maybe = <T>(value: fc.Arbitrary<T>, weight: number): fc.Arbitrary<Maybe<T>> =>
  fc.oneof(
    SIMPLEST_FIRST,
    { arbitrary: fc.constant(undefined), weight: 1 },
    { arbitrary: fc.constant(null), weight: 1 },
    { arbitrary: value, weight },
  );

/** A list, which may be left out or empty as well. */
const list = <T>(item: fc.Arbitrary<T>, maxLength: number, weight: number): fc.Arbitrary<Maybe<readonly T[]>> =>
  maybe(
    fc.oneof(
      { arbitrary: fc.array(item, { minLength: 1, maxLength }), weight: weight - 1 },
      { arbitrary: fc.constant([]), weight: 1 },
    ),
    weight,
  );

/** Some of the keys, each with one of the values. */
const someOf = <T>(vocabulary: Readonly<Record<string, readonly T[]>>): fc.Arbitrary<Readonly<Record<string, T>>> =>
  fc
    .tuple(
      ...Object.entries(vocabulary).map(([key, values]) =>
        fc.oneof(
          fc.constantFrom(...values).map((value) => [[key, value] as const]),
          fc.constant([]),
        ),
      ),
    )
    .map((entries) => Object.fromEntries(entries.flat()));

const requirement = (vocabulary: Vocabulary) =>
  fc.constantFrom(...Object.entries(vocabulary)).chain(([key, known]) => {
    const values = fc.subarray([...known, 'other'], { minLength: 1, maxLength: 2 });
    return fc.oneof(
      fc.record({ key: fc.constant(key), operator: fc.constantFrom('In' as const, 'NotIn' as const), values }),
      fc.record({
        key: fc.constant(key),
        operator: fc.constantFrom('Exists' as const, 'DoesNotExist' as const),
        values: fc.constantFrom(undefined, null, []),
      }),
    );
  });

const oneLabel = (vocabulary: Vocabulary): fc.Arbitrary<Labels> =>
  fc
    .constantFrom(
      ...Object.entries(vocabulary).flatMap(([key, values]) => values.map((value) => [key, value] as const)),
    )
    .map(([key, value]) => ({ [key]: value }));

const selector = (vocabulary: Vocabulary): fc.Arbitrary<Selector> =>
  fc.oneof(
    SIMPLEST_FIRST,
    { arbitrary: fc.constant({}), weight: 2 },
    { arbitrary: fc.record({ matchLabels: oneLabel(vocabulary) }), weight: 2 },
    { arbitrary: fc.record({ matchExpressions: fc.tuple(requirement(vocabulary)) }), weight: 2 },
    {
      arbitrary: fc.record({
        matchLabels: maybe(someOf(vocabulary), 2),
        matchExpressions: list(requirement(vocabulary), 2, 3),
      }),
      weight: 1,
    },
  );

const podSelector = selector(POD_LABELS);
const namespaceSelector = selector(NAMESPACE_LABELS);

const ipBlock = fc
  .constantFrom(...BLOCKS)
  .chain(({ cidr, excepts }) =>
    fc.record({ cidr: fc.constant(cidr), except: maybe(fc.subarray<string>([...excepts]), 6) }),
  );

const unset = fc.constantFrom(undefined, null);

const peer: fc.Arbitrary<Peer> = fc.oneof(
  SIMPLEST_FIRST,
  fc.record({ podSelector, namespaceSelector: unset }),
  fc.record({ podSelector: unset, namespaceSelector }),
  fc.record({ podSelector, namespaceSelector }),
  fc.record({ ipBlock }),
);

const protocol = fc.oneof(
  SIMPLEST_FIRST,
  { arbitrary: fc.constantFrom(undefined, null), weight: 3 },
  { arbitrary: fc.constantFrom(...PROTOCOLS), weight: 2 },
);

const port: fc.Arbitrary<Port | null> = fc.oneof(
  SIMPLEST_FIRST,
  { arbitrary: fc.constantFrom({}, null), weight: 1 },
  { arbitrary: fc.record({ port: unset, protocol }), weight: 2 },
  { arbitrary: fc.record({ port: fc.constantFrom(...PORTS), protocol }), weight: 6 },
  { arbitrary: fc.record({ port: fc.constantFrom(...PORT_NAMES), protocol }), weight: 12 },
  {
    arbitrary: fc
      .record({ port: fc.constantFrom(...PORTS), length: fc.constantFrom(0, 2, 3, 9000), protocol })
      .map(({ length, ...start }) => ({ ...start, endPort: start.port + length })),
    weight: 6,
  },
);

const ports = list(port, 3, 8);
const peers = list(peer, 3, 10);
const orNothing = (rule: fc.Arbitrary<Rule>): fc.Arbitrary<Rule | null> =>
  fc.oneof(SIMPLEST_FIRST, { arbitrary: fc.constantFrom({}, null), weight: 1 }, { arbitrary: rule, weight: 24 });
const ingress = orNothing(fc.record({ from: peers, ports }));
const egress = orNothing(fc.record({ to: peers, ports }));

const spec: fc.Arbitrary<PolicySpec> = fc.record({
  podSelector: maybe(podSelector, 10),
  policyTypes: list(fc.constantFrom('Ingress', 'Egress'), 2, 3),
  ingress: list(ingress, 2, 8),
  egress: list(egress, 2, 8),
});

/** Some numbers have several names. */
const portNames = someOf(Object.fromEntries(PORT_NAMES.map((name) => [name, [80, 81]])));

/** Place of a namespace, or -1 of one that is not among the objects. */
const home = fc.oneof({ arbitrary: fc.nat(3), weight: 24 }, { arbitrary: fc.constant(-1), weight: 1 });

/** A pod, before it is known which namespaces there are. */
interface DraftPod extends Omit<PodEnd, 'namespace'> {
  readonly namespace: number;
}

const labelled = { namespace: home, labels: someOf(POD_LABELS) };
const located = { ip: fc.constantFrom(...POD_ADDRESSES), ports: portNames };
const pod: fc.Arbitrary<DraftPod> = fc.oneof(
  fc.record({ ...labelled, ...located }, { requiredKeys: ['namespace', 'ip', 'ports'] }),
  fc.record({ ...labelled, ...located }, { requiredKeys: ['namespace'] }),
  fc.record(labelled),
);
const outside = fc.record({ ip: fc.constantFrom(...OUTSIDE_ADDRESSES) });
const end: fc.Arbitrary<DraftEnd> = fc.oneof({ arbitrary: pod, weight: 4 }, { arbitrary: outside, weight: 1 });

type DraftEnd = DraftPod | OutsideEnd;

/** What is asked for, before it is known which namespaces there are and which names the end declares. */
interface DraftQuery {
  readonly from: DraftEnd;
  readonly to: DraftEnd;
  readonly port: 'none' | 'named' | number;
  readonly protocol: 'none' | Protocol;
}

const draftQuery: fc.Arbitrary<DraftQuery> = fc
  .record({
    from: end,
    to: end,
    port: fc.oneof(
      { arbitrary: fc.constantFrom(...PORTS, 65_535), weight: 3 },
      { arbitrary: fc.constant('named' as const), weight: 3 },
      { arbitrary: fc.constant('none' as const), weight: 3 },
    ),
    protocol: fc.constantFrom('none' as const, 'TCP' as const, ...PROTOCOLS),
  })
  // A pod always reaches itself, which policies have no say in.
  .filter(({ from, to }) => from.ip === undefined || from.ip !== to.ip);

const homeOf = (namespace: number, count: number): string => NAMESPACES[namespace % count] ?? 'elsewhere';

const endOf = (end: DraftEnd, count: number): End =>
  end.namespace !== undefined ? { ...end, namespace: homeOf(end.namespace, count) } : end;

function queryOf({ from, to, port, protocol }: DraftQuery, count: number): Query {
  const [name = 80] = 'ports' in to ? Object.keys(to.ports ?? {}) : [];
  return {
    from: endOf(from, count),
    to: endOf(to, count),
    ...(port !== 'none' && { port: port === 'named' ? name : port }),
    ...(protocol !== 'none' && { protocol }),
  };
}

/** A case: two to four namespaces, up to six policies, and some queries. */
export const cases: fc.Arbitrary<Case> = fc
  .record({
    homes: fc.array(maybe(someOf(NAMESPACE_LABELS), 8), { minLength: 2, maxLength: 4 }),
    policies: fc.array(fc.record({ namespace: home, spec }), { maxLength: 6 }),
    queries: fc.array(draftQuery, { minLength: 1, maxLength: 20, size: 'max' }),
  })
  .map(({ homes, policies, queries }) => ({
    namespaces: Object.fromEntries(homes.map((labels, index) => [homeOf(index, homes.length), labels])),
    policies: policies.map(({ namespace, spec }, index) =>
      policyOf(`p${index}`, homeOf(namespace, homes.length), spec),
    ),
    queries: queries.map((query) => queryOf(query, homes.length)),
  }));
