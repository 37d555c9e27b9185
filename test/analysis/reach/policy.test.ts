import { clusterOf, PolicyError } from '../../../analysis/reach';
import { namespace, policy } from './objects';

const peer = (one: unknown) => ({ podSelector: {}, ingress: [{ from: [one] }] });
const port = (one: unknown) => ({ podSelector: {}, ingress: [{ ports: [one] }] });
const expression = (one: unknown) => ({ podSelector: { matchExpressions: [one] } });

/** What the API server refuses; each at the field it names. */
test.each<[string, unknown, string, string]>([
  ['a peer that is nobody', peer({}), 'spec.ingress[0].from[0]', 'names nobody'],
  ['a peer left empty', peer({ namespaceSelector: null }), 'spec.ingress[0].from[0]', 'names nobody'],
  ['a block beside a selector', peer({ ipBlock: { cidr: '10.0.0.0/8' }, podSelector: {} }), 'from[0]', 'by itself'],
  ['no range', peer({ ipBlock: { cidr: '10.0.0.300/8' } }), 'ipBlock.cidr', 'got `"10.0.0.300/8"`'],
  [
    'an exception outside',
    peer({ ipBlock: { cidr: '10.0.0.0/8', except: ['11.0.0.0/9'] } }),
    'except[0]',
    'no part of',
  ],
  ['an exception of all', peer({ ipBlock: { cidr: '10.0.0.0/8', except: ['10.0.0.0/8'] } }), 'except[0]', 'no part of'],
  ['a port of digits in quotes', port({ port: '8443' }), 'ports[0].port', 'got `"8443"`'],
  ['a port beyond all', port({ port: 65_536 }), 'ports[0].port', '1 to 65535'],
  ['a range without a beginning', port({ endPort: 90 }), 'ports[0].endPort', 'needs `port`'],
  ['a range that runs backwards', port({ port: 90, endPort: 80 }), 'ports[0].endPort', 'from 90'],
  ['a range from a name', port({ port: 'http', endPort: 80 }), 'ports[0].endPort', 'begins with a number'],
  ['an unknown protocol', port({ protocol: 'tcp', port: 80 }), 'ports[0].protocol', 'TCP, UDP, SCTP'],
  ['an unknown operator', expression({ key: 'a', operator: 'Is', values: ['b'] }), '.operator', '`In`'],
  ['In without values', expression({ key: 'a', operator: 'In' }), '.values', 'In needs values'],
  ['Exists with values', expression({ key: 'a', operator: 'Exists', values: ['b'] }), '.values', 'takes no values'],
  ['a label that is a number', { podSelector: { matchLabels: { a: 1 } } }, 'matchLabels.a', 'got `1`'],
  [
    'a misspelt field of the policy',
    { podSelector: {}, ingres: [] },
    'spec',
    '`ingres` is no field; did you mean `ingress`?',
  ],
  [
    'a misspelt field of a rule',
    { podSelector: {}, ingress: [{ form: [] }] },
    'spec.ingress[0]',
    'choose `from` or `ports`',
  ],
  ['a misspelt field of a peer', peer({ podSelectors: {} }), 'from[0]', 'did you mean `podSelector`?'],
  ['a misspelt field of a selector', { podSelector: { matchLabel: {} } }, 'spec.podSelector', '`matchLabels`'],
  ['a misspelt field of a port', port({ port: 80, endport: 90 }), 'ports[0]', 'did you mean `endPort`?'],
  ['a label no object may have', { podSelector: { matchLabels: { 'a b': 'c' } } }, 'matchLabels', 'name of a label'],
  [
    'a value no label may have',
    expression({ key: 'a', operator: 'In', values: ['\u001b[31m'] }),
    'values[0]',
    'value of a label',
  ],
  ['an unknown type', { podSelector: {}, policyTypes: ['ingress'] }, 'policyTypes[0]', '`Ingress` or `Egress`'],
  ['rules that are no list', { podSelector: {}, ingress: {} }, 'spec.ingress', 'a list'],
])('%s is refused', (_, spec, field, problem) => {
  const read = () => clusterOf([policy(spec)]);
  expect(read).toThrow(PolicyError);
  expect(read).toThrow(expect.objectContaining({ field: expect.stringContaining(field) }));
  expect(read).toThrow(problem);
  expect(read).toThrow('NetworkPolicy a/p');
});

test('two namespaces of one name are refused', () => {
  expect(() => clusterOf([namespace('a'), namespace('a', { team: 'x' })])).toThrow(
    'Namespace a: metadata.name: stands',
  );
});

test('two policies of one name are refused: nobody knows which one would stand', () => {
  expect(() => clusterOf([policy({}), policy({})])).toThrow('stands here twice');
});

test('a policy without a spec holds the ingress of every pod, as the API server has it', () => {
  const { namespaces } = clusterOf([policy(undefined)]);
  expect(namespaces.get('a')?.policies).toEqual([
    { namespace: 'a', name: 'p', annotations: {}, pods: [], ingress: [] },
  ]);
});

test('kinds of others with the same name are passed over', () => {
  const calico = { ...policy({ selector: 'all()' }), apiVersion: 'projectcalico.org/v3' };
  expect(clusterOf([calico]).namespaces.size).toBe(0);
});
