import { blocks, byUrgency, concerns, endsWithin } from '../../analysis/agreements/choose';
import type { AgreementRow } from '../../analysis/agreements/row';
import { agreementRows } from '../../analysis/agreements/rows';
import { readFleet } from '../../definition';
import { AS_OF, changed } from '../definition/sample';

type Changes = Parameters<typeof changed>[0];

const rowsOf = (changes: Changes = [], asOf = AS_OF): readonly AgreementRow[] => {
  const { fleet, sources } = readFleet(changed(changes), { asOf });
  if (!fleet) throw new Error('the fleet has errors');
  return agreementRows(fleet, sources, asOf);
};

/** The agreement by which customs ask the tax office. */
const customs = (changes: Changes = [], asOf = AS_OF): AgreementRow => {
  const row = rowsOf(changes, asOf).find(({ consumer }) => consumer === 'doganat/clearance');
  if (!row) throw new Error('customs have no agreement');
  return row;
};

const TAX = 'agencies/tatimet.yaml';
const CUSTOMS = 'agencies/doganat.yaml';
const CALL = '    consumes:\n      tatimet/e-filing/taxpayer-status: { pods: { app: worker } }\n';
const OFFER = '          doganat/clearance: { basis: VKM nr. 673/2017, purpose: Zhdoganim, until: 2027-12-31 }\n';
const QUARANTINE = 'quarantine: { since: 2026-05-30, by: Case 7, reason: Ransomware }';

test('a row says all that both sides do, who renews, and where it is written', () => {
  expect(customs()).toEqual({
    consumer: 'doganat/clearance',
    service: 'tatimet/e-filing/taxpayer-status',
    title: 'Statusi i tatimpaguesit',
    data: 'personal',
    basis: 'VKM nr. 673/2017',
    purpose: 'Zhdoganim',
    until: '2027-12-31',
    daysLeft: 578,
    state: 'stands',
    environments: ['prod', 'test'],
    quarantined: [],
    renews: 'drejtoria@tatimet.example',
    asks: 'drejtoria@doganat.example',
    written: {
      provider: { file: TAX, line: 35 },
      until: { file: TAX, line: 35 },
      consumer: { file: CUSTOMS, line: 25 },
    },
  });
  expect(rowsOf().map(({ consumer, written }) => [consumer, written.provider?.line, written.until?.line])).toEqual([
    ['doganat/clearance', 35, 35],
    ['tatimet/e-filing', 31, 34],
  ]);
});

test.each([
  ['61 days before its last day it stands', '2027-10-31', 61, 'stands'],
  ['60 days before, it lapses soon', '2027-11-01', 60, 'lapsing'],
  ['on its last day it still does', '2027-12-31', 0, 'lapsing'],
  ['the day after, it has lapsed', '2028-01-01', -1, 'lapsed'],
])('%s', (_, day, daysLeft, state) => {
  const row = customs([], day);
  expect([row.daysLeft, row.state, blocks(row)]).toEqual([daysLeft, state, state === 'lapsed']);
});

test('a day that is none is refused', () => {
  expect(() => customs([], '2026-02-30')).toThrow(RangeError);
});

describe('said by one side', () => {
  const alone: Changes = [{ file: CUSTOMS, from: CALL, to: '' }];

  test('the provider: it waits for the consumer', () => {
    const row = customs(alone);
    expect(row).toMatchObject({ state: 'waits', waitsFor: 'doganat/clearance', environments: [], daysLeft: 578 });
    expect(row.written.consumer).toBeUndefined();
  });

  test('the provider, and its last day is past: it opens nothing, so it blocks nothing', () => {
    const row = customs(alone, '2028-01-01');
    expect(row).toMatchObject({ state: 'waits', daysLeft: -1 });
    expect(blocks(row)).toBe(false);
  });

  test('the consumer: it waits for the provider, whose service is known all the same', () => {
    const row = customs([{ file: TAX, from: `        to:\n${OFFER}`, to: '' }]);
    expect(row).toMatchObject({
      state: 'waits',
      waitsFor: 'tatimet/e-filing',
      title: 'Statusi i tatimpaguesit',
      renews: 'drejtoria@tatimet.example',
      written: { consumer: { file: CUSTOMS, line: 25 } },
    });
    expect(Object.keys(row)).not.toEqual(expect.arrayContaining(['until']));
    expect(endsWithin(row, 100_000)).toBe(false);
  });

  test('of an agency that is not there: nobody is known to renew or ask', () => {
    const row = rowsOf([{ file: CUSTOMS, from: 'tatimet/e-filing/taxpayer-status', to: 'zyra/x/y' }]).find(
      ({ service }) => service === 'zyra/x/y',
    );
    expect(row).toMatchObject({ state: 'waits', waitsFor: 'zyra/x' });
    expect(Object.keys(row ?? {})).not.toEqual(expect.arrayContaining(['renews']));
  });
});

test('without an environment in common it stands nowhere', () => {
  const row = customs([
    {
      file: CUSTOMS,
      from: '      prod:\n        size: large\n        hostnames: [deklarimi.doganat.gov.al]\n      test: { size: small }\n',
      to: '      trial: { size: small }\n',
    },
  ]);
  expect(row).toMatchObject({ state: 'nowhere', environments: [], quarantined: [] });
});

describe('quarantine', () => {
  const of = (environment: string): Changes => [
    { file: CUSTOMS, from: 'test: { size: small }', to: `test: { size: small${environment} }` },
  ];
  const all: Changes = [
    { file: TAX, from: '    title: Deklarimi elektronik i tatimeve\n', to: `    title: T\n    ${QUARANTINE}\n` },
  ];

  test('of one environment leaves the others open', () => {
    const row = customs(of(`, ${QUARANTINE}`));
    expect(row).toMatchObject({ state: 'stands', environments: ['prod'], quarantined: ['test'] });
  });

  test('of the whole system at either end closes all', () => {
    expect(customs(all)).toMatchObject({ state: 'quarantined', environments: [], quarantined: ['prod', 'test'] });
  });

  test('hides no lapse: it ends one day, and the agreement would be open again', () => {
    expect(customs(all, '2028-01-01').state).toBe('lapsed');
  });
});

test('an agency is concerned at either end, and by its whole key alone', () => {
  const row = customs();
  const of = (key: string): boolean => concerns(row, new Set([key]));
  expect(['doganat', 'tatimet', 'gjendja-civile', 'tati'].map(of)).toEqual([true, true, false, false]);
});

test('ending within some days counts the last one, and what has lapsed', () => {
  const within = (asOf: string): boolean => endsWithin(customs([], asOf), 90);
  expect([within('2027-10-01'), within('2027-10-02'), within('2029-01-01')]).toEqual([false, true, true]);
});

test('the most pressing comes first, then what ends soonest', () => {
  const row = customs();
  const sorted = (
    [
      ['stands', '2028-01-01'],
      ['nowhere', '2027-01-01'],
      ['stands', '2027-01-01'],
      ['waits', '2027-01-01'],
      ['lapsing', '2026-07-01'],
      ['lapsed', '2026-01-01'],
    ] as const
  )
    .map(([state, until]) => ({ ...row, state, until }))
    .sort(byUrgency);
  expect(sorted.map(({ state, until }) => `${state} ${until}`)).toEqual([
    'lapsed 2026-01-01',
    'lapsing 2026-07-01',
    'waits 2027-01-01',
    'nowhere 2027-01-01',
    'stands 2027-01-01',
    'stands 2028-01-01',
  ]);
});
