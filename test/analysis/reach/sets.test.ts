import * as fc from 'fast-check';
import { common, type PortSet, type Ports, portsWithin } from '../../../analysis/reach/ports';
import {
  both,
  possible,
  possibleBeside,
  type Requirement,
  type Selector,
  selects,
  within,
} from '../../../analysis/reach/selector';

/** Questions about all labels and all ports, held against every label and port of a small world. */

const KEYS = ['a', 'b'];
const VALUES = ['x', 'y'];
/** One value more than any selector names. */
const WORLD = KEYS.reduce<Record<string, string>[]>(
  (labels, key) => labels.flatMap((one) => [one, ...[...VALUES, 'other'].map((value) => ({ ...one, [key]: value }))]),
  [{}],
);

const requirement: fc.Arbitrary<Requirement> = fc.oneof(
  fc.record({
    key: fc.constantFrom(...KEYS),
    operator: fc.constantFrom('In' as const, 'NotIn' as const),
    values: fc.uniqueArray(fc.constantFrom(...VALUES), { minLength: 1 }),
  }),
  fc.record({
    key: fc.constantFrom(...KEYS),
    operator: fc.constantFrom('Exists' as const, 'DoesNotExist' as const),
    values: fc.constant([]),
  }),
);
const selector: fc.Arbitrary<Selector> = fc.array(requirement, { maxLength: 4 });

test('a selector is possible where some labels are selected', () => {
  fc.assert(fc.property(selector, (one) => possible(one) === WORLD.some((labels) => selects(one, labels))));
});

test('what both select is what each selects', () => {
  fc.assert(
    fc.property(
      selector,
      selector,
      fc.constantFrom(...WORLD),
      (a, b, labels) => selects(both(a, b), labels) === (selects(a, labels) && selects(b, labels)),
    ),
  );
});

test('one selector is within another where it selects nothing else', () => {
  fc.assert(
    fc.property(
      selector,
      selector,
      (a, b) => within(a, b) === WORLD.every((labels) => !selects(a, labels) || selects(b, labels)),
    ),
  );
});

test('labels are possible beside other selectors where some are selected by none of them', () => {
  fc.assert(
    fc.property(
      selector,
      fc.array(selector, { maxLength: 4 }),
      (one, others) =>
        possibleBeside(one, others) ===
        WORLD.some((labels) => selects(one, labels) && !others.some((other) => selects(other, labels))),
    ),
  );
});

const range = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
  .map(([a, b]): Ports => ({ protocol: 'TCP', first: Math.min(a, b), last: Math.max(a, b) }));
const numbers: fc.Arbitrary<PortSet> = fc.array(range, { maxLength: 4 });
const has = (set: PortSet, port: number) =>
  set.some((one) => one.name === undefined && one.first <= port && port <= one.last);
const PORTS = [1, 2, 3, 4, 5, 6];

test('ports in common are those of both', () => {
  fc.assert(
    fc.property(numbers, numbers, (a, b) =>
      PORTS.every((port) => has(common(a, b), port) === (has(a, port) && has(b, port))),
    ),
  );
});

test('ports are within others where none is left over', () => {
  fc.assert(
    fc.property(numbers, numbers, (a, b) => portsWithin(a, b) === PORTS.every((port) => !has(a, port) || has(b, port))),
  );
});

test('a named port is within its own name and within every port, and beside a number it may be that number', () => {
  const metrics: PortSet = [{ protocol: 'TCP', name: 'metrics' }];
  const every: PortSet = [{ protocol: 'TCP', first: 1, last: 65_535 }];
  const some: PortSet = [{ protocol: 'TCP', first: 9090, last: 9090 }];
  expect(portsWithin(metrics, metrics)).toBe(true);
  expect(portsWithin(metrics, every)).toBe(true);
  expect(portsWithin(metrics, some)).toBe(false);
  expect(portsWithin(some, metrics)).toBe(false);
  expect(common(metrics, some)).toEqual(metrics);
  expect(common(metrics, [{ protocol: 'UDP', first: 1, last: 65_535 }])).toEqual([]);
});
