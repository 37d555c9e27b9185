import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatFindings } from '../../definition';
import { KINDS } from '../../definition/codes';
import { expectedOf, fixtures, INVALID, judge } from './fixtures';

describe('an invalid definition', () => {
  it.each(fixtures)('%s prints exactly the finding it names', (name) => {
    const { findings, sources } = judge(name);
    expect(formatFindings(findings, sources, 'text').replaceAll('../invalid/', '')).toBe(
      readFileSync(expectedOf(name), 'utf8'),
    );
    expect(findings.map(({ code }) => code)).toEqual([name.slice(0, 6)]);
  });

  const first = fixtures.filter((name, index) => name.slice(0, 6) !== fixtures[index - 1]?.slice(0, 6));
  it.each(first)('%s gives the same code within the sample government', (name) => {
    expect(judge(name, join(__dirname, '../..')).findings.map(({ code }) => code)).toEqual([name.slice(0, 6)]);
  });

  it('is there for every code', () => {
    const covered = new Set(fixtures.map((name) => name.slice(0, 6)));
    expect(KINDS.map(({ code }) => code).filter((code) => !covered.has(code))).toEqual([]);
  });

  it('has nothing beside it that no test reads', () => {
    const expected = new Set(fixtures.map((name) => expectedOf(name)));
    const strays = readdirSync(INVALID).filter(
      (name) => name.endsWith('.expected') && !expected.has(join(INVALID, name)),
    );
    expect(strays).toEqual([]);
    expect(fixtures.every((name) => existsSync(expectedOf(name)))).toBe(true);
  });
});
