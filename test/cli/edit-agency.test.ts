import { addSystem } from '../../cli/edit-agency';

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
