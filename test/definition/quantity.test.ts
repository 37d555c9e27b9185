import fc from 'fast-check';
import { parseDuration, seconds } from '../../definition/duration';
import {
  compareQuantities,
  formatBytes,
  formatCores,
  multiplyQuantity,
  parseQuantity,
  quantity,
  sumQuantities,
} from '../../definition/quantity';

describe('a quantity', () => {
  it.each([
    ['1', 1000n],
    ['0', 0n],
    ['-1', -1000n],
    ['+1', 1000n],
    ['0.5', 500n],
    ['0.50', 500n],
    ['1.', 1000n],
    ['500m', 500n],
    ['1500000u', 1500n],
    ['1000000n', 1n],
    ['2k', 2_000_000n],
    ['1M', 1_000_000_000n],
    ['1Ki', 1_024_000n],
    ['1.5Gi', 1_610_612_736_000n],
    ['0.1Gi', 107_374_182_400n],
    ['1Ei', 1_152_921_504_606_846_976_000n],
    ['1E', 1_000_000_000_000_000_000_000n],
    ['1e3', 1_000_000n],
    ['1E3', 1_000_000n],
    ['5e-1', 500n],
    ['012', 12_000n],
  ])('%s is read exactly', (text, value) => {
    expect(parseQuantity(text)).toBe(value);
  });

  it.each([
    '',
    ' ',
    '1 Gi',
    '1GB',
    '1gi',
    '1mi',
    '1Kib',
    'Gi',
    '1e',
    '1e3Gi',
    '0x1',
    '1,5',
    '.',
    '-',
    '1..5',
    'NaN',
    'Infinity',
    '1e999',
    '9'.repeat(31),
    '0.0001',
    '1n',
    '1u',
    '1_000',
  ])('%s is none', (text) => {
    expect(parseQuantity(text)).toBeUndefined();
    expect(() => quantity(text)).toThrow(RangeError);
  });

  it('is written as Kubernetes writes it', () => {
    expect([3200n, 64_000n, 1n].map(formatCores)).toEqual(['3200m', '64', '1m']);
    expect(
      ['8Gi', '8192Mi', '1536Mi', '1000', '1048577', '1M', '0', '1Ei'].map((text) => formatBytes(quantity(text))),
    ).toEqual(['8Gi', '8Gi', '1536Mi', '1000', '1048577', '1000000', '0', '1Ei']);
  });

  it('reads as the amount it was written from', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 24n }), (value) => {
        expect(parseQuantity(formatCores(value))).toBe(value);
        expect(parseQuantity(formatBytes(value))).toBe(value);
      }),
    );
  });

  it('is compared, summed and multiplied without rounding', () => {
    expect(compareQuantities('1Gi', '1024Mi')).toBe(0);
    expect(compareQuantities('1G', '1Gi')).toBeLessThan(0);
    expect(compareQuantities('2', '1999m')).toBeGreaterThan(0);
    expect(sumQuantities(['0.1', '0.2'])).toBe(300n);
    expect(multiplyQuantity(quantity('100'), 0.34)).toBe(34_000n);
    expect(multiplyQuantity(quantity('1'), 1 / 3)).toBe(333n);
  });
});

describe('a duration', () => {
  it.each([
    ['15m', 900],
    ['24h', 86_400],
    ['35d', 3_024_000],
    ['30s', 30],
  ])('%s is %d seconds', (text, value) => {
    expect(parseDuration(text)).toBe(value);
    expect(seconds(text)).toBe(value);
  });

  it.each(['', '0m', '15', 'm', '1.5h', '-1d', '1w', '15 m', '1h30m', '01h', '99999d'])('%s is none', (text) => {
    expect(parseDuration(text)).toBeUndefined();
    expect(() => seconds(text)).toThrow(RangeError);
  });
});
