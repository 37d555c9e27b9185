import { SMALL } from '../cli/small-fleet';
import { fleetOf, policiesOf, rewrite, type Texts } from './policies';

/** What opens anything to others, of every stack. */
const opened = (texts: Texts): readonly string[] =>
  [...policiesOf(fleetOf(texts)).keys()].filter((name) => /\/streha-(serves|calls|internet)\./.test(name)).sort();

const OFFER = '          biblioteka/register: { purpose: Catalogue, until: 2099-12-31 }\n';
const CALL = '    consumes:\n      arkiva/register/search: { pods: { app: web } }\n';
const INCIDENT = '{ since: 2026-05-30, by: AKCESK, reason: An incident }';
const [ARKIVA, BIBLIOTEKA] = ['agencies/arkiva.yaml', 'agencies/biblioteka.yaml'];
const pair = (environment: string) => [
  `main-arkiva arkiva-register-${environment}/streha-serves.search.biblioteka.register`,
  `main-biblioteka biblioteka-register-${environment}/streha-calls.arkiva.register.search`,
];
const PROD = pair('prod');
const TEST = pair('test');
const both = [...PROD, ...TEST].sort();

test('an agreement becomes one policy on each side, in each environment both have, where both stand', () => {
  // The spare site holds the provider alone.
  expect([...policiesOf(fleetOf()).keys()]).toContain('spare-arkiva arkiva-register-prod/streha-deny-all');
  expect(opened(SMALL)).toEqual(both);
});

test('environments never cross: prod meets prod and test meets test', () => {
  for (const [name, policy] of policiesOf(fleetOf())) {
    if (!/\/streha-(serves|calls)\./.test(name)) continue;
    const peers = JSON.stringify(policy.specInput);
    const environment = /register-(prod|test)\//.exec(name)?.[1];
    expect([...new Set(peers.match(/register-(prod|test)/g))]).toEqual([`register-${environment}`]);
  }
});

test('an environment only one of them has is linked to nothing', () => {
  const without = rewrite(SMALL, BIBLIOTEKA, '      test: { size: small }\n', '');
  expect(opened(without)).toEqual(PROD);
});

test.each([
  ['provider', ARKIVA, `        to:\n${OFFER}`],
  ['consumer', BIBLIOTEKA, CALL],
])('when the %s takes its half back, both policies go', (_, path, half) => {
  expect(opened(rewrite(SMALL, path, half, ''))).toEqual([]);
});

test.each([
  ['provider', ARKIVA],
  ['consumer', BIBLIOTEKA],
])('under quarantine of the %s neither side is open', (_, path) => {
  const system = rewrite(
    SMALL,
    path,
    '    data: internal\n    environments:',
    `    data: internal\n    quarantine: ${INCIDENT}\n    environments:`,
  );
  expect(opened(system)).toEqual([]);
  const environment = rewrite(SMALL, path, 'test: { size: small }', `test: { size: small, quarantine: ${INCIDENT} }`);
  expect(opened(environment)).toEqual(PROD);
});

test('a range of the internet is open in every environment that is not under quarantine', () => {
  const range = '    internet:\n      bank: { cidr: 203.0.113.0/28, port: 443, reason: Payments }\n';
  const ranged = rewrite(SMALL, BIBLIOTEKA, CALL, range);
  const name = (environment: string) => `main-biblioteka biblioteka-register-${environment}/streha-internet.bank`;
  expect(opened(ranged)).toEqual(['prod', 'test'].map(name));
  const closed = rewrite(ranged, BIBLIOTEKA, 'test: { size: small }', `test: { size: small, quarantine: ${INCIDENT} }`);
  expect(opened(closed)).toEqual([name('prod')]);
});
