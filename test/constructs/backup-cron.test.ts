import fc from 'fast-check';
import { backupCron, backupInterval } from '../../constructs';
import { starts } from './cron';

test.each([
  ['6m', 5],
  ['15m', 10],
  ['1h', 30],
  ['4h', 180],
  ['24h', 720],
  ['25h', 1440],
  ['7d', 1440],
])('an objective of %s gives a backup every %i minutes', (rpo, minutes) => {
  expect(backupInterval(rpo)).toBe(minutes);
});

test('an objective no schedule can keep is refused', () => {
  expect(() => backupInterval('5m')).toThrow('rpo 5m is too short for backups: at least 6m');
});

test('whatever the name, backups of one day lie no further apart than the interval, midnight included', () => {
  const rpos = fc.constantFrom('6m', '15m', '20m', '30m', '1h', '90m', '4h', '6h', '8h', '12h', '24h', '25h');
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), rpos, (namespace, rpo) => {
      const minutes = starts(backupCron(namespace, rpo));
      const gaps = minutes.map((at, i) => (minutes[i + 1] ?? (minutes[0] as number) + 1440) - at);
      expect(Math.max(...gaps)).toBe(backupInterval(rpo));
    }),
  );
});

test('hundreds of backups do not start together', () => {
  const perMinute = new Map<number, number>();
  for (let i = 0; i < 480; i++) {
    const [start] = starts(backupCron(`agency-system${i}-prod`, '7d'));
    perMinute.set(start as number, (perMinute.get(start as number) ?? 0) + 1);
  }
  // Evenly spread it would be one a minute; by chance a few fall together.
  expect(Math.max(...perMinute.values())).toBeLessThan(10);
});
