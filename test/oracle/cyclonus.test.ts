import type { Query } from '../../analysis/reach/query';
import { type Case, type PolicySpec, policyOf } from './case';
import { type Oracle, startOracle } from './oracle';

let oracle: Oracle;
beforeAll(async () => {
  oracle = await startOracle();
});
afterAll(() => oracle.stop());

const WEB = { namespace: 'a', labels: { app: 'web' } };
const DB = { namespace: 'b', labels: { app: 'db' }, ip: '10.0.0.5', ports: { sql: 5432, admin: 5432, web: 80 } };
const OUTSIDE = { ip: '192.0.2.1' };
const NOBODY = [{ ipBlock: { cidr: '240.0.0.0/32' } }];

/** A world of two namespaces, policies of the second, and queries with the answers a reader of the specification gives. */
const world = (specs: readonly PolicySpec[], expected: readonly (readonly [Query, boolean])[]) => ({
  asked: {
    namespaces: { a: { team: 'x' }, b: null },
    policies: specs.map((spec, index) => policyOf(`p${index}`, 'b', spec)),
    queries: expected.map(([query]) => query),
  } satisfies Case,
  allowed: expected.map(([, allowed]) => allowed),
});

const to = (query: Partial<Query>): Query => ({ from: WEB, to: DB, ...query });

test.each([
  [
    'without a policy all is allowed, between what is outside too',
    world(
      [],
      [
        [to({ port: 1 }), true],
        [to({ from: OUTSIDE, to: OUTSIDE }), true],
      ],
    ),
  ],
  [
    'a policy without policyTypes holds ingress, and egress only if it has an egress rule',
    world(
      [{ ingress: null }],
      [
        [to({}), false],
        [to({ from: DB, to: WEB }), true],
      ],
    ),
  ],
  [
    'a policy without policyTypes but with an egress rule holds both',
    world(
      [{ egress: [{ to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'a' } } }] }] }],
      [
        [to({}), false],
        [to({ from: DB, to: WEB }), true],
        [to({ from: DB, to: OUTSIDE }), false],
      ],
    ),
  ],
  [
    'a rule with nothing after `from:` lets everybody in, from outside too, on its ports',
    world(
      [{ ingress: [{ from: null, ports: [{ port: 'web' }] }] }],
      [
        [to({ from: OUTSIDE, port: 80 }), true],
        [to({ port: 'web' }), true],
        [to({ port: 5432 }), false],
        [to({ port: 80, protocol: 'UDP' }), false],
        [to({}), true],
        [to({ protocol: 'SCTP' }), false],
      ],
    ),
  ],
  [
    'NotIn is met by a missing key, an empty value in matchLabels is not',
    world(
      [
        { podSelector: { matchLabels: { tier: '' } }, policyTypes: ['Egress'] },
        {
          podSelector: { matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['front'] }] },
          ingress: [
            {
              from: [{ namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'NotIn', values: ['y'] }] } }],
            },
          ],
        },
      ],
      [
        [to({}), true],
        [to({ from: OUTSIDE }), false],
        [to({ from: { ...WEB, namespace: 'b' } }), true],
        [to({ from: OUTSIDE, to: { ...DB, labels: { tier: 'front' } } }), true],
        [to({ from: DB, to: OUTSIDE }), true],
        [to({ from: { ...DB, labels: { tier: '' } }, to: OUTSIDE }), false],
      ],
    ),
  ],
  [
    'a block lets in what has an address in it, pods too, and not a pod of unknown address',
    world(
      [{ ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } }] }] }],
      [
        [to({}), false],
        [to({ from: OUTSIDE }), true],
        [to({ from: { ip: '10.1.2.3' } }), false],
        [to({ from: { ...WEB, ip: '192.0.2.9' } }), true],
        [to({ from: { ip: '2001:db8::1' } }), false],
      ],
    ),
  ],
  [
    'a port has all its names, and a range holds a port that is asked for by name',
    world(
      [
        { policyTypes: ['Ingress'], ingress: [{ ports: [{ port: 'admin' }] }] },
        { policyTypes: ['Ingress'], ingress: [{ ports: [{ port: 79, endPort: 81 }] }] },
        { policyTypes: ['Egress'], egress: [{ ports: [{ port: 'sql' }] }] },
      ],
      [
        [to({ port: 'sql' }), true],
        [to({ from: { ...WEB, namespace: 'b' }, port: 5432 }), true],
        [to({ from: { ...WEB, namespace: 'b' }, port: 80 }), false],
        [to({ port: 'web' }), true],
        [to({ port: 82 }), false],
        [to({ from: DB, to: WEB, port: 5432 }), false],
      ],
    ),
  ],
  [
    'without a port and a protocol any will do, and of a pod of unknown ports a name may be any port',
    world(
      [
        { policyTypes: ['Ingress'], ingress: [{ ports: [{ port: 'sql' }, { protocol: 'SCTP', port: 7 }] }] },
        { policyTypes: ['Egress'], egress: [{ ports: [{ port: 80 }] }] },
      ],
      [
        [to({}), true],
        [to({ protocol: 'SCTP' }), true],
        [to({ protocol: 'UDP' }), false],
        [to({ to: { namespace: 'b', ports: {} } }), true],
        [to({ to: { namespace: 'b' }, protocol: 'TCP' }), true],
        [to({ to: { namespace: 'b', ports: {} }, protocol: 'TCP' }), false],
        [to({ from: { namespace: 'b' }, to: { namespace: 'b' } }), true],
        [to({ from: { namespace: 'b' }, to: { namespace: 'b', ports: { sql: 81 } } }), false],
      ],
    ),
  ],
  [
    'without a port in the query, both directions must agree on one',
    world(
      [
        { policyTypes: ['Ingress'], ingress: [{ ports: [{ port: 1000, endPort: 2000 }] }] },
        { policyTypes: ['Egress'], egress: [{ ports: [{ port: 2000, endPort: 3000 }] }, { to: NOBODY }] },
      ],
      [
        [to({ from: { namespace: 'b' } }), true],
        [to({ from: { namespace: 'b' }, protocol: 'UDP' }), false],
      ],
    ),
  ],
  [
    'peers of one rule are alternatives, selectors of one peer are not, and a lone podSelector means the own namespace',
    world(
      [
        {
          ingress: [
            {
              from: [
                { podSelector: { matchLabels: { app: 'web' } } },
                { namespaceSelector: {}, podSelector: { matchLabels: { app: 'db' } } },
              ],
            },
          ],
        },
      ],
      [
        [to({}), false],
        [to({ from: { namespace: 'b', labels: { app: 'web' } } }), true],
        [to({ from: { namespace: 'a', labels: { app: 'db' } } }), true],
        [to({ from: { namespace: 'a' } }), false],
      ],
    ),
  ],
])('%s', async (_title, { asked, allowed }) => {
  expect(await oracle.ask(asked)).toEqual(allowed);
});

test('a policy that no API server takes is an error, and the next case is answered', async () => {
  const { asked } = world([{ ingress: [{ ports: [{ port: 80, endPort: 79 }] }] }], []);
  await expect(oracle.ask(asked)).rejects.toThrow(/the oracle does not take the case: invalid port range/);
  expect(await oracle.ask({ ...asked, policies: [], queries: [to({})] })).toEqual([true]);
});
