import { type Finding, FORMATS, formatFindings, readFleet, type Sources } from '../../definition';
import { KINDS } from '../../definition/codes';
import { AS_OF, changed } from './sample';

const reading = readFleet(
  changed([
    { file: 'agencies/tatimet.yaml', from: 'budget: {', to: 'bugdet: {}\nbudget: {' },
    { file: 'agencies/doganat.yaml', from: '[doganat-admins]', to: '[doganat-admins, doganat-admins]' },
  ]),
  { asOf: AS_OF },
);

/** A finding on a line of any text. */
function on(text: string, start: number, end: number, more: Partial<Finding> = {}): string {
  const finding: Finding = {
    code: 'STR103',
    severity: 'error',
    message: 'no',
    file: 'a.yaml',
    line: 1,
    column: start + 1,
    endLine: 1,
    endColumn: end + 1,
    help: 'so',
    docs: '',
    ...more,
  };
  const sources: Sources = { text: () => text, locate: () => undefined };
  return formatFindings([finding], sources, 'text');
}

/** The line shown and the marks below it. */
function frame(text: string, start: number, end: number): readonly string[] {
  return on(text, start, end)
    .split('\n')
    .slice(3, 5)
    .map((line) => line.slice(5));
}

describe('as text', () => {
  it('findings show their line, their help and a summary', () => {
    expect(
      formatFindings(reading.findings, reading.sources, 'text', { root: 'fleet/' }),
    ).toBe(`warning[STR129]: \`doganat-admins\` is in the list already
   --> fleet/agencies/doganat.yaml:11:27
    |
 11 |   admin: [doganat-admins, doganat-admins]
    |                           ^^^^^^^^^^^^^^
    = help: delete the second one

error[STR103]: \`bugdet\` is not a known field
   --> fleet/agencies/tatimet.yaml:15:1
    |
 15 | bugdet: {}
    | ^^^^^^
    = help: did you mean \`budget\`?

1 error, 1 warning
`);
  });

  it('nothing is summed up, too', () => {
    expect(formatFindings([], reading.sources, 'text')).toBe('0 errors, 0 warnings\n');
  });

  it('colours are there on a terminal alone', () => {
    expect(formatFindings(reading.findings, reading.sources, 'text', { color: true })).toContain('\u001b[31m');
    expect(formatFindings(reading.findings, reading.sources, 'text')).not.toContain('\u001b');
  });

  it('marks stand below what they mean', () => {
    expect(frame('ab: cd', 4, 6)).toEqual(['ab: cd', '    ^^']);
    expect(frame('\ta: b', 1, 2)).toEqual(['    a: b', '    ^']);
    expect(frame('日本: b', 4, 5)).toEqual(['日本: b', '      ^']);
    expect(frame('e\u0301: b', 4, 5)).toEqual(['e\u0301: b', '   ^']);
    expect(frame('👩: b', 4, 5)).toEqual(['👩: b', '    ^']);
    expect(frame('a: ', 3, 3)).toEqual(['a:', '   ^']);
  });

  it('hidden characters are written out, the ends of lines excepted', () => {
    expect(on('a: b\r\nc', 0, 1).split('\n')[3]).toBe(' 1 | a: b');
    expect(frame('a\u202eb: c', 2, 3)).toEqual(['a\\u{202E}b: c', '         ^']);
    expect(frame('\u001b[31ma', 6, 6)[0]).toBe('\\u{1B}[31ma');
  });

  it('long lines are cut around what is meant', () => {
    const [line = '', marks = ''] = frame(`${'x'.repeat(5000)}HERE${'y'.repeat(100_000)}`, 5000, 5004);
    expect(line.length).toBeLessThanOrEqual(101);
    expect(line.slice(marks.indexOf('^'), marks.length)).toBe('HERE');
    expect(line.startsWith('…') && line.endsWith('…')).toBe(true);
  });

  it('a finding over several lines is marked to the end of its first', () => {
    expect(on('abc\ndef', 1, 2, { endLine: 2 }).split('\n').slice(3, 5)).toEqual([' 1 | abc', '   |  ^^']);
  });

  it.each([
    ['registries: [registry.gdc.gov.al/]', 'registries: [user:hunter2@registry.gdc.gov.al/]'],
    ['mirror: oci://registry', 'mirror: oci://user:hunter2@registry'],
    [
      'state: { backend: local }',
      'state: { backend: pg, settings: { schema_name: postgres://user:hunter2@db/streha } }',
    ],
  ])('no line with a secret is shown: %s', (from, to) => {
    const { findings, sources } = readFleet(changed([{ file: 'platform.yaml', from, to }]), { asOf: AS_OF });
    expect(findings.map(({ code }) => code)).toEqual(['STR707']);
    for (const format of FORMATS) expect(formatFindings(findings, sources, format)).not.toContain('hunter2');
  });

  it('no line with two secrets is shown', () => {
    const { findings, sources } = readFleet(
      changed([
        {
          file: 'platform.yaml',
          from: 'state: { backend: local }',
          to: 'state: { backend: s3, settings: { access_key: AKIA1, secret_key: hunter2 } }',
        },
      ]),
      { asOf: AS_OF },
    );
    expect(findings.map(({ code }) => code)).toEqual(['STR707', 'STR707']);
    for (const format of FORMATS) expect(formatFindings(findings, sources, format)).not.toMatch(/AKIA1|hunter2/);
  });
});

describe('as JSON', () => {
  it('findings have documented fields', () => {
    expect(JSON.parse(formatFindings(reading.findings, reading.sources, 'json'))).toEqual({
      version: 1,
      findings: [
        expect.objectContaining({ code: 'STR129' }),
        {
          code: 'STR103',
          severity: 'error',
          message: '`bugdet` is not a known field',
          file: 'agencies/tatimet.yaml',
          line: 15,
          column: 1,
          endLine: 15,
          endColumn: 7,
          help: 'did you mean `budget`?',
          docs: 'docs/diagnostics.md#str103',
        },
      ],
    });
  });
});

describe('as annotations of GitHub', () => {
  it('findings stand at their lines', () => {
    expect(formatFindings(reading.findings, reading.sources, 'github', { root: 'fleet/' })).toBe(
      '::warning file=fleet/agencies/doganat.yaml,line=11,endLine=11,col=27,endColumn=40,title=STR129::`doganat-admins` is in the list already%0Ahelp: delete the second one\n' +
        '::error file=fleet/agencies/tatimet.yaml,line=15,endLine=15,col=1,endColumn=6,title=STR103::`bugdet` is not a known field%0Ahelp: did you mean `budget`?\n',
    );
  });

  it('nothing in a finding is taken for a command', () => {
    const finding: Finding = {
      code: 'STR103',
      severity: 'error',
      message: '100%\n::stop',
      file: 'a,b:c%.yaml',
      line: 1,
      column: 1,
      endLine: 2,
      endColumn: 1,
      help: '\r',
      docs: '',
    };
    expect(formatFindings([finding], reading.sources, 'github')).toBe(
      '::error file=a%2Cb%3Ac%25.yaml,line=1,endLine=2,title=STR103::100%25%0A::stop%0Ahelp: %0D\n',
    );
  });
});

describe('as SARIF', () => {
  const log = JSON.parse(formatFindings(reading.findings, reading.sources, 'sarif', { root: 'fleet/' }));

  it('every result has its rule and its place', () => {
    const [run] = log.runs;
    expect(log.version).toBe('2.1.0');
    expect(run.columnKind).toBe('utf16CodeUnits');
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(KINDS.map(({ code }) => code));
    expect(run.results[1]).toEqual({
      ruleId: 'STR103',
      ruleIndex: KINDS.findIndex(({ code }) => code === 'STR103'),
      level: 'error',
      message: { text: '`bugdet` is not a known field (did you mean `budget`?)' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'fleet/agencies/tatimet.yaml' },
            region: { startLine: 15, startColumn: 1, endLine: 15, endColumn: 7 },
          },
        },
      ],
    });
  });

  it('has the properties the standard asks for', () => {
    expect(typeof log.$schema).toBe('string');
    for (const rule of log.runs[0].tool.driver.rules) {
      expect(Object.keys(rule).sort()).toEqual([
        'defaultConfiguration',
        'fullDescription',
        'help',
        'id',
        'shortDescription',
      ]);
      expect(['error', 'warning']).toContain(rule.defaultConfiguration.level);
    }
  });
});
