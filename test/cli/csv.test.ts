import { csv } from '../../cli/csv';

test('fields are quoted where they need it, and lines end by CRLF', () => {
  expect(csv([['plain', 'a,b', 'say "no"', 'two\nlines', ' blank', undefined, 7]])).toBe(
    'plain,"a,b","say ""no""","two\nlines"," blank",,7\r\n',
  );
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '\t=1', '\rx', '＝1'])(
  'a spreadsheet takes %j for text, not for a formula',
  (text) => {
    expect(csv([[text]])).toMatch(/^"?'/);
  },
);

test('numbers stay numbers, also below zero', () => {
  expect(csv([[-12, 0]])).toBe('-12,0\r\n');
});
