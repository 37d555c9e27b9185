import * as fc from 'fast-check';
import {
  type Cluster,
  clusterOf,
  type Flow,
  type FlowEnd,
  flows,
  judge,
  openNamespaces,
  type PodEnd,
  type Pods,
  unknownNamespaces,
} from '../../../analysis/reach';
import { between } from '../../../analysis/reach/between';
import { portsWithin } from '../../../analysis/reach/ports';
import { selects } from '../../../analysis/reach/selector';
import { objectsOf } from '../../oracle/case';
import { cases } from '../../oracle/worlds';
import { namespace, policy } from './objects';

/** All flows at once, held against the single answers, which the oracle's tests hold against another evaluator. */

const PORT = 80;
const ASKED = [{ protocol: 'TCP', first: PORT, last: PORT }] as const;

const picks = ({ selector, beside }: Pods, labels: Record<string, string>): boolean =>
  selects(selector, labels) && !beside.some((other) => selects(other, labels));

function isEnd(end: FlowEnd, pod: Required<Pick<PodEnd, 'namespace' | 'labels'>>, isOpen: (name: string) => boolean) {
  if (end.kind === 'addresses') return false;
  if (end.kind === 'open') return isOpen(pod.namespace) && selects(end.pods, pod.labels);
  return end.namespace.name === pod.namespace && picks(end.pods, pod.labels);
}

/** Whether no policy holds a pod: the flows leave out what passes between such. */
function isFree(cluster: Cluster, { namespace: name, labels = {} }: PodEnd, direction: 'egress' | 'ingress'): boolean {
  const policies = cluster.namespaces.get(name)?.policies ?? [];
  return !policies.some((one) => one[direction] !== undefined && selects(one.pods, labels));
}

const bare = ({ namespace: name, labels = {} }: PodEnd) => ({ namespace: name, labels });

const pods = fc
  .tuple(
    cases,
    fc.constantFrom('a', 'b', 'c'),
    fc.constantFrom('a', 'b', 'c'),
    fc.dictionary(fc.constantFrom('app', 'tier'), fc.constantFrom('web', 'db', 'front', '')),
    fc.dictionary(fc.constantFrom('app', 'tier'), fc.constantFrom('web', 'db', 'front', '')),
  )
  .map(([world, from, to, fromLabels, toLabels]) => ({
    cluster: clusterOf(objectsOf(world)),
    from: { namespace: from, labels: fromLabels },
    to: { namespace: to, labels: toLabels },
  }));

test('some flow is of two pods, or both are free, where the one may call the other', () => {
  fc.assert(
    fc.property(pods, ({ cluster, from, to }) => {
      fc.pre([from, to].every((end) => cluster.namespaces.has(end.namespace))); // of others nothing is listed
      const { allowed } = judge(cluster, { from, to, port: PORT });
      const freeOut = isFree(cluster, from, 'egress');
      const freeIn = isFree(cluster, to, 'ingress');
      const isFlow = (flow: Flow) =>
        portsWithin(ASKED, flow.ports) && isEnd(flow.from, from, () => freeOut) && isEnd(flow.to, to, () => freeIn);
      expect((freeOut && freeIn) || [...flows(cluster)].some(isFlow)).toBe(allowed);
    }),
    { numRuns: 2_000 },
  );
});

test('one pair asked by itself is answered as the rules of both say', () => {
  fc.assert(
    fc.property(pods, ({ cluster, from, to }) => {
      const asked = between(cluster, from, to, ASKED);
      const named = (flow: Flow) => flow.ports.every(({ name }) => name !== undefined);
      const { allowed } = judge(cluster, { from: bare(from), to: bare(to), port: PORT });
      expect(asked.flows.some((flow) => !named(flow))).toBe(allowed);
    }),
    { numRuns: 2_000 },
  );
});

test('open namespaces are listed, and not every pair of them', () => {
  const cluster = clusterOf([
    ...['a', 'b', 'c'].map((name) => namespace(name)),
    policy({ podSelector: {} }, { in: 'c' }),
    policy({ podSelector: { matchLabels: { app: 'web' } } }, { in: 'b' }),
  ]);
  expect(openNamespaces(cluster)).toEqual({ egress: ['a', 'b', 'c'], ingress: ['a', 'b'] });
  expect([...flows(cluster)]).toEqual([]);
});

test('selectors that leave no labels over leave no pod open', () => {
  const cluster = clusterOf([
    policy({ podSelector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } }, { name: 'with' }),
    policy({ podSelector: { matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] } }, { name: 'without' }),
  ]);
  expect(openNamespaces(cluster).ingress).toEqual([]);
});

test('a rule for everybody is three flows: open namespaces, and the addresses of both families', () => {
  const cluster = clusterOf([namespace('a'), policy({ podSelector: {}, ingress: [{}] })]);
  expect([...flows(cluster)].map(({ from }) => from.kind).sort()).toEqual(['addresses', 'addresses', 'open']);
});

test('namespaces that are named and not there are known by name, whatever label names them', () => {
  const from = (matchLabels: object) => ({
    podSelector: {},
    ingress: [{ from: [{ namespaceSelector: { matchLabels } }] }],
  });
  const cluster = clusterOf([
    namespace('a'),
    policy(from({ 'kubernetes.io/metadata.name': 'gone' }), { name: '1' }),
    policy(from({ 'example.org/namespace': 'gone' }), { name: '2' }),
    policy(from({ team: 'x', tier: 'y' }), { name: '3' }),
    policy(from({ 'kubernetes.io/metadata.name': 'a' }), { name: '4' }),
  ]);
  expect(unknownNamespaces(cluster).map(({ name, rules }) => [name, rules.map((rule) => rule.name)])).toEqual([
    ['gone', ['1', '2']],
    ['team=x,tier=y', ['3']],
  ]);
});
