import { stripVTControlCharacters } from 'node:util';
import { createColors } from 'picocolors';
import { account } from '../../cli/account';
import { accountText } from '../../cli/account-text';
import { readFleet } from '../../definition';
import { SMALL } from './small-fleet';

const fleet = (() => {
  const sources = Object.entries(SMALL).map(([path, text]) => ({ path, bytes: Buffer.from(text) }));
  const { fleet, findings } = readFleet(sources, { asOf: '2026-01-01' });
  if (!fleet) throw new Error(JSON.stringify(findings));
  return fleet;
})();
const stacks = new Map([
  ['main-operators', { objects: 4, releases: 4 }],
  ['main-platform', { objects: 10, releases: 0 }],
  ['main-arkiva', { objects: 20, releases: 0 }],
  ['main-biblioteka', { objects: 30, releases: 1 }],
  ['spare-operators', { objects: 4, releases: 4 }],
  ['spare-platform', { objects: 10, releases: 0 }],
  ['spare-arkiva', { objects: 8, releases: 0 }],
]);

test('a site: what stands on it, what that commits, and what it may promise', () => {
  expect(account(fleet, stacks).sites[0]).toEqual({
    site: 'main',
    title: 'Main',
    role: 'primary',
    agencies: 2,
    systems: 2,
    namespaces: 4,
    objects: 64,
    releases: 5,
    resources: {
      // large + small for arkiva, twice small for biblioteka; half of 128 is kept, the rest promised one and a half times
      cpu: { committed: '14', sellable: '96', capacity: '128', ofSellable: 0.1458, ofCapacity: 0.1093 },
      memory: { committed: '56Gi', sellable: '256Gi', capacity: '512Gi', ofSellable: 0.2187, ofCapacity: 0.1093 },
      storage: { committed: '650Gi', sellable: '10Ti', capacity: '20Ti', ofSellable: 0.0634, ofCapacity: 0.0317 },
    },
  });
});

test('the standby holds the production of classes that are copied there, and nothing else', () => {
  const [, spare] = account(fleet, stacks).sites;
  expect(spare).toMatchObject({ site: 'spare', role: 'standby', agencies: 1, systems: 1, namespaces: 1, objects: 22 });
  expect(spare?.resources.cpu.committed).toBe('8');
});

test('an agency: its namespaces on all sites, its quotas once, and the resource nearest to its budget', () => {
  expect(account(fleet, stacks).agencies[0]).toEqual({
    agency: 'arkiva',
    name: 'Institution arkiva',
    systems: 1,
    environments: 2,
    namespaces: 3,
    objects: 28,
    committed: { cpu: '10', memory: '40Gi', storage: '550Gi' },
    ofBudget: 0.625, // 10 of 16 CPU, 40 of 64 GiB, 550 of 1024 GiB
  });
});

test('totals count every stack, also one that belongs to no agency', () => {
  const more = new Map([...stacks, ['elsewhere', { objects: 5, releases: 0 }]]);
  expect(account(fleet, more).totals).toEqual({
    stacks: 8,
    agencies: 2,
    systems: 2,
    namespaces: 5,
    objects: 91,
    releases: 9,
  });
});

test('as text it fits 80 columns, and bars stand on a terminal only', () => {
  const plain = accountText(account(fleet, stacks), { colours: createColors(false), bars: false });
  expect(plain).toBe(`Small Data Centre (small)
2 agencies, 2 systems, 5 namespaces, 86 objects, 9 Helm releases, 7 stacks

Site   Role     Agencies  Systems  Namespaces  Objects  Title
main   primary         2        2           4       64  Main
spare  standby         1        1           1       22  Spare

Site            Committed  Sellable  used  Capacity  used
main   cpu             14        96   15%       128   11%
       memory      56 GiB   256 GiB   22%   512 GiB   11%
       storage    650 GiB    10 TiB    6%    20 TiB    3%
spare  cpu              8        48   17%        64   13%
       memory      32 GiB   128 GiB   25%   256 GiB   13%
       storage    500 GiB     5 TiB   10%    10 TiB    5%

Agency      Systems  Namespaces  Objects  CPU  Memory  Storage  Of budget
arkiva            1           3       28   10  40 GiB  550 GiB        63%
biblioteka        1           2       30    4  16 GiB  100 GiB        25%
`);
  const drawn = accountText(account(fleet, stacks), { colours: createColors(true), bars: true });
  expect(drawn).toContain('██');
  expect(Math.max(...drawn.split('\n').map((line) => [...stripVTControlCharacters(line)].length))).toBeLessThanOrEqual(
    80,
  );
});

test('many agencies are counted, not listed', () => {
  const one = account(fleet, stacks).agencies[0];
  if (!one) throw new Error('no agency');
  const many = {
    ...account(fleet, stacks),
    agencies: Array.from({ length: 375 }, (_, at) => ({ ...one, agency: `a${at}` })),
  };
  const text = accountText(many, { colours: createColors(false), bars: false });
  expect(text.split('\n').length).toBeLessThan(70);
  expect(text).toContain('and 335 agencies more; --format json lists all');
});
