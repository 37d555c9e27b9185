import fc from 'fast-check';
import { type Finding, FORMATS, formatFindings, type Reading, readFleet } from '../../definition';
import { KINDS } from '../../definition/codes';
import { hostile } from './hostile';
import { AS_OF, file, sampleTexts } from './sample';

const SEVERITIES = new Map(KINDS.map(({ code, severity }) => [code, severity]));

/** What every reading must be, whatever was read. */
function expectSound(reading: Reading): void {
  const { findings, fleet, sources } = reading;
  const lines = new Map<string, readonly string[]>();
  const linesOf = (path: string) => {
    const known = lines.get(path) ?? (sources.text(path) ?? '').split('\n');
    lines.set(path, known);
    return known;
  };
  expect(findings.filter((finding) => !isPlaced(finding, linesOf(finding.file)))).toEqual([]);
  expect(findings.filter(({ code, severity }) => SEVERITIES.get(code) !== severity)).toEqual([]);
  expect(findings.filter(({ message, help }) => !printable(message + help) || (message + help).length > 5000)).toEqual(
    [],
  );
  expect(new Set(findings.map((finding) => JSON.stringify(finding))).size).toBe(findings.length);
  expect(findings.filter((finding, index) => index > 0 && isBefore(finding, findings[index - 1] as Finding))).toEqual(
    [],
  );
  expect(fleet === undefined).toBe(findings.some(({ severity }) => severity === 'error'));
  for (const format of FORMATS) expect(printable(formatFindings(findings, sources, format))).toBe(true);
  JSON.parse(formatFindings(findings, sources, 'json'));
}

function isBefore(a: Finding, b: Finding): boolean {
  return a.file < b.file || (a.file === b.file && (a.line < b.line || (a.line === b.line && a.column < b.column)));
}

function isPlaced({ line, column, endLine, endColumn }: Finding, lines: readonly string[]): boolean {
  const width = (number: number) => (lines[number - 1] ?? '').length + 1;
  return (
    line >= 1 &&
    column >= 1 &&
    endLine <= lines.length &&
    column <= width(line) &&
    endColumn <= width(endLine) &&
    (endLine > line || (endLine === line && endColumn >= column))
  );
}

/** Nothing a terminal would obey. */
function printable(text: string): boolean {
  return !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(text.replaceAll('\n', ''));
}

const PATHS = ['agencies/tatimet.yaml', 'platform.yaml'] as const;

/** The sample with one file of other bytes. */
function withFile(path: string, bytes: Uint8Array): Reading {
  const others = [...sampleTexts].filter(([other]) => other !== path).map(([other, text]) => file(other, text));
  return readFleet([...others, { path, bytes }], { asOf: AS_OF });
}

const TOKENS = [
  ...'[]{},:?-#&*!|>\'"%@`~= \t\r\n\0\\',
  '- ',
  ': ',
  '? ',
  '---\n',
  '...\n',
  '<<: *a',
  '&a ',
  '*a',
  '!!str ',
  '!x ',
  '\ufeff',
  '\u202e',
  '\u2028',
  'null',
  'true',
  '1e3',
  '0x1F',
  '.inf',
  '-1',
  '100M',
  '{}',
  '[]',
  '__proto__: 1\n',
  'constructor: 1\n',
  '*.gov.al',
  '0.0.0.0/0',
  '::/0',
  '%YAML 1.1\n',
  '\n\n  ',
  '👩',
  'ë',
];

/** A sound file with a few passages taken out, put in or doubled. */
function mutated(text: string) {
  const change = fc.record({
    at: fc.nat(text.length),
    length: fc.nat(40),
    token: fc.constantFrom(...TOKENS),
    kind: fc.constantFrom('delete', 'insert', 'replace', 'double', 'line'),
  });
  return fc.array(change, { minLength: 1, maxLength: 6 }).map((changes) =>
    changes.reduce((before, { at, length, token, kind }) => {
      const [head, part, tail] = [before.slice(0, at), before.slice(at, at + length), before.slice(at + length)];
      if (kind === 'delete') return head + tail;
      if (kind === 'insert') return head + token + part + tail;
      if (kind === 'replace') return head + token + tail;
      if (kind === 'double') return head + part + part + tail;
      const lines = before.split('\n');
      const [line = ''] = lines.splice(at % lines.length, 1);
      lines.splice((at + length) % lines.length, 0, line);
      return lines.join('\n');
    }, text),
  );
}

describe('reading', () => {
  it.each(PATHS)(
    'never throws, whatever bytes %s has',
    (path) => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => expectSound(withFile(path, bytes))),
        { numRuns: 300 },
      );
    },
    120_000,
  );

  it.each(PATHS)(
    'never throws, whatever text %s has',
    (path) => {
      const text = fc.array(
        fc.oneof(
          fc.constantFrom(...TOKENS),
          fc.constantFrom('agency', 'systems', 'a', 'prod', 'cpu', 'platform', 'sites'),
        ),
        { maxLength: 60 },
      );
      fc.assert(
        fc.property(text, (parts) => expectSound(withFile(path, Buffer.from(parts.join(''))))),
        { numRuns: 500, examples: [[['...\n', 'a']]] },
      );
    },
    120_000,
  );

  it.each(PATHS)(
    'never throws, whatever was done to %s',
    (path) => {
      fc.assert(
        fc.property(mutated(sampleTexts.get(path) ?? ''), (text) => expectSound(withFile(path, Buffer.from(text)))),
        { numRuns: 500 },
      );
    },
    120_000,
  );

  it('never throws, whatever the files are called', () => {
    const path = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.string().map((name) => `agencies/${name}.yaml`),
    );
    fc.assert(
      fc.property(path, fc.boolean(), (name, draft) => {
        const files = [...sampleTexts].map(([other, text]) => file(other, text));
        const { findings, sources } = readFleet([...files, { ...file(name, 'agency: x\n'), draft }], { asOf: AS_OF });
        for (const format of FORMATS) formatFindings(findings, sources, format);
      }),
      { numRuns: 300 },
    );
  }, 120_000);

  // The timeout is no measure: it is there for what never ends. docs and report have the measured times.
  it.each(hostile)(
    'ends, where a file of the largest size is %s',
    (_, text) => {
      for (const path of PATHS) {
        const reading = withFile(path, Buffer.from(text));
        expectSound(reading);
        expect(reading.fleet).toBeUndefined();
        expect(reading.findings.some((finding) => finding.file === path)).toBe(true);
      }
    },
    60_000,
  );

  it('says how many findings of one kind it left out', () => {
    const { findings } = withFile('agencies/tatimet.yaml', Buffer.from(`agency: tatimet\n${'x: 1\n'.repeat(250)}`));
    const alike = findings.filter(({ code }) => code === 'STR111');
    expect(alike).toHaveLength(100);
    expect(alike.at(-1)?.message).toBe('`x` stands here a second time; and 149 more like it in this file');
  });
});
