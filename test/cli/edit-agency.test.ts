import { addQuarantine, addSystem } from '../../cli/edit/agency';

const BLOCK = 'new:\n  title: N\n  environments:\n    test: { size: small }\n';
const add = (text: string): string => addSystem(text, 'new', BLOCK);

test('a system goes after the last one; comments, order, spacing and layout stay', () => {
  const text = `# top
agency:   a          # spaced   out
systems:
  # about one
  one: { title: "O",   data: public }   # note

  two:
    title: T   # said
    # the end of two
# the end of the file
`;
  expect(add(text)).toBe(`# top
agency:   a          # spaced   out
systems:
  # about one
  one: { title: "O",   data: public }   # note

  two:
    title: T   # said
    # the end of two

  new:
    title: N
    environments:
      test: { size: small }
# the end of the file
`);
});

test('systems without empty lines between them stay without', () => {
  expect(add('systems:\n  one: {}\n  two: {}\nz: 1\n')).toBe(
    'systems:\n  one: {}\n  two: {}\n  new:\n    title: N\n    environments:\n      test: { size: small }\nz: 1\n',
  );
});

const NESTED = '  new:\n    title: N\n    environments:\n      test: { size: small }\n';

test.each([
  ['an empty map, with its comment', 'systems: {}   # soon\nz: 1\n', `systems:   # soon\n${NESTED}z: 1\n`],
  ['an empty map', 'systems: {}\n', `systems:\n${NESTED}`],
  ['nothing after the key', 'systems:\nz: 1\n', `systems:\n${NESTED}z: 1\n`],
  ['nothing after the key at the end of the file', 'z: 1\nsystems:', `z: 1\nsystems:\n${NESTED}`],
  ['no such key', 'z: 1', `z: 1\nsystems:\n${NESTED}`],
  ['a file without a last line break', 'systems:\n  one: {}', `systems:\n  one: {}\n${NESTED}`],
  [
    'a system that ends in a block of text',
    'systems:\n  one:\n    t: |\n      a\nz: 1\n',
    `systems:\n  one:\n    t: |\n      a\n${NESTED}z: 1\n`,
  ],
  [
    'another indentation',
    'systems:\n    one: {}\n',
    'systems:\n    one: {}\n    new:\n        title: N\n        environments:\n            test: { size: small }\n',
  ],
  [
    'a map on one line',
    'systems: { one: {} }   # note\n',
    'systems: { one: {}, new: { title: N, environments: { test: { size: small } } } }   # note\n',
  ],
])('%s', (_, before, after) => {
  expect(add(before)).toBe(after);
});

test('line ends of Windows stay', () => {
  expect(add('z: 1\r\nsystems:\r\n  one: {}\r\n')).toBe(
    `z: 1\r\nsystems:\r\n  one: {}\r\n${NESTED.replaceAll('\n', '\r\n')}`,
  );
});

test('a file that no program can change for certain is refused, not mangled', () => {
  expect(() => add('systems: &all\n  one: {}\nold: *all\n')).toThrow('repeated elsewhere as `*all`');
  expect(() => add('- a list\n')).toThrow('the file holds no definition');
  expect(() => add('systems: { new: {} }\n')).toThrow('it has a system `new` already');
});

describe('quarantine', () => {
  const text = `systems:
  one:
    title: O   # said
    environments:
      prod:
        size: large
      test: { size: small }   # for everybody

  two: { title: T, environments: { test: { size: small } } }
`;
  const QUARANTINE = { since: '2027-01-31', by: 'siguria@tatimet.example', reason: 'Sulm: i dyshuar, [web]' };
  const cut = (system: string, environment?: string): string =>
    addQuarantine(text, { system, environment }, QUARANTINE).text;
  const lines = (indent: string): string => `${indent}quarantine:
${indent}  since: 2027-01-31
${indent}  by: siguria@tatimet.example
${indent}  reason: "Sulm: i dyshuar, [web]"
`;
  const INLINE = 'quarantine: { since: 2027-01-31, by: siguria@tatimet.example, reason: "Sulm: i dyshuar, [web]" }';

  test('of a system is its last field', () => {
    expect(cut('one')).toBe(text.replace('everybody\n', `everybody\n${lines('    ')}`));
  });

  test('of an environment is its last field', () => {
    expect(cut('one', 'prod')).toBe(text.replace('size: large\n', `size: large\n${lines('        ')}`));
  });

  test('of an environment on one line is said by its system, so that lines are only added', () => {
    expect(cut('one', 'test')).toBe(
      text.replace('everybody\n', `everybody\n${lines('    ')}      environments: [test]\n`),
    );
  });

  test('of what stands on one line with its system changes that line alone', () => {
    const other = text.replace('everybody\n', `everybody\n${lines('    ')}      environments: [prod]\n`);
    expect(addQuarantine(other, { system: 'one', environment: 'test' }, QUARANTINE).text).toBe(
      other.replace('{ size: small }   #', `{ size: small, ${INLINE} }   #`),
    );
    expect(cut('two')).toBe(text.replace('small } } }', `small } }, ${INLINE} }`));
    expect(cut('two', 'test')).toBe(text.replace('small } } }', `small, ${INLINE} } } }`));
  });

  test('is refused where there is no such place, or it is there already', () => {
    expect(() => cut('three')).toThrow('`systems` has no `three`');
    expect(() => cut('one', 'trial')).toThrow('`systems.one.environments` has no `trial`');
    expect(() => addQuarantine(cut('one'), { system: 'one' }, QUARANTINE)).toThrow(
      '`systems.one` has `quarantine` already',
    );
  });
});
