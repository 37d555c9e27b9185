import { readFleet } from '../../definition';
import { FAMILIES, KINDS } from '../../definition/codes';
import { AS_OF, changed } from './sample';

describe('the closed list of findings', () => {
  it('has codes of its families, each once', () => {
    const codes = KINDS.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.filter((code) => !/^STR\d{3}$/.test(code))).toEqual([]);
    expect(codes.filter((code) => !FAMILIES.some(({ family }) => code.startsWith(family)))).toEqual([]);
  });

  it.each(KINDS.map((kind) => [kind.code, kind] as const))(
    '%s has a wrong example that gives it alone',
    (code, { severity, example }) => {
      const { findings, fleet } = readFleet(changed(example.wrong), { asOf: AS_OF });
      expect(findings.map((finding) => [finding.code, finding.severity])).toEqual([[code, severity]]);
      expect(fleet === undefined).toBe(severity === 'error');
    },
  );

  it.each(KINDS.map((kind) => [kind.code, kind] as const))(
    '%s has a right example that gives nothing',
    (_, { example }) => {
      expect(readFleet(changed(example.right ?? []), { asOf: AS_OF }).findings).toEqual([]);
    },
  );

  it.each(KINDS.map((kind) => [kind.code, kind] as const))('%s speaks as the house does', (_, { title, example }) => {
    const said = readFleet(changed(example.wrong), { asOf: AS_OF }).findings.flatMap(({ message, help }) => [
      message,
      help,
    ]);
    for (const text of [title, ...said]) expect(text).toMatch(/^[^A-Z].*[^.]$/);
  });
});
