import fs from 'node:fs';
import path from 'node:path';
import { contents, smallFleet, streha } from './harness';
import { SMALL } from './small-fleet';

const agency = (fleet: string, key: string, ...more: readonly string[]): ReturnType<typeof streha> =>
  streha(['new', 'agency', key, '--name', 'Muzeu Kombëtar', '--ministry', 'Ministria e Kulturës', ...more], {
    cwd: fleet,
  });
const system = (fleet: string, name: string, ...more: readonly string[]): ReturnType<typeof streha> =>
  streha(['new', 'system', name, '--title', 'Katalogu: i plotë', ...more], { cwd: fleet });
const file = (fleet: string, key: string): string => fs.readFileSync(path.join(fleet, `agencies/${key}.yaml`), 'utf8');

describe('new agency', () => {
  test('writes a file that is valid as it stands, explains each field, and says what to do next', () => {
    const fleet = smallFleet();
    const { code, stdout, stderr } = agency(fleet, 'muzeu');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('wrote agencies/muzeu.yaml');
    expect(stdout).toContain('new system muzeu/NAME');
    expect(file(fleet, 'muzeu')).toContain('name: Muzeu Kombëtar\n');
    expect(file(fleet, 'muzeu')).toContain('owner: owner@muzeu.example');
    expect(file(fleet, 'muzeu')).toContain('budget: { cpu: 8, memory: 32Gi, storage: 500Gi }');
    expect(file(fleet, 'muzeu').match(/^# /gm)?.length).toBeGreaterThan(4);
    expect(streha(['validate'], { cwd: fleet })).toMatchObject({ code: 0, stdout: '0 errors, 0 warnings\n' });
  });

  test('text that means something in YAML is quoted', () => {
    const fleet = smallFleet();
    expect(agency(fleet, 'muzeu', '--name', 'yes: no # "x"', '--ministry', '- 12').code).toBe(0);
    expect(file(fleet, 'muzeu')).toContain(`name: 'yes: no # "x"'\nministry: "- 12"\n`);
  });

  test('refuses a key that is taken, and leaves the file alone', () => {
    const fleet = smallFleet();
    const { code, stderr } = agency(fleet, 'arkiva');
    expect(code).toBe(2);
    expect(stderr).toContain('agencies/arkiva.yaml exists already');
    expect(file(fleet, 'arkiva')).toBe(SMALL['agencies/arkiva.yaml']);
  });

  test.each([
    ['a key with capitals', 'Muzeu', 1],
    ['a reserved key', 'platform', 1],
    ['a key that leads elsewhere', '../muzeu', 2],
    ['a hidden file', '.muzeu', 2],
    ['nothing', '', 2],
  ])('refuses %s before anything is written', (_, key, exit) => {
    const fleet = smallFleet();
    const before = contents(fleet);
    const { code, stdout, stderr } = agency(fleet, key);
    expect({ code, stdout }).toEqual({ code: exit, stdout: '' });
    expect(stderr).toMatch(/^error/);
    expect(contents(fleet)).toEqual(before);
  });

  test('is not kept from writing by another agency’s error', () => {
    const fleet = smallFleet({ 'agencies/arkiva.yaml': 'agency: [' });
    expect(agency(fleet, 'muzeu')).toMatchObject({ code: 0, stderr: '' });
  });

  test('takes contacts and budget as they are given, and judges them', () => {
    const fleet = smallFleet();
    expect(
      agency(fleet, 'muzeu', '--owner', 'drejtoria@muzeu.example', '--cpu', '4', '--memory', '16Gi', '--storage', '1Ti')
        .code,
    ).toBe(0);
    expect(file(fleet, 'muzeu')).toContain('owner: drejtoria@muzeu.example');
    expect(file(fleet, 'muzeu')).toContain('{ cpu: 4, memory: 16Gi, storage: 1Ti }');
    const { code, stderr } = agency(fleet, 'galeria', '--memory', 'much');
    expect(code).toBe(1);
    expect(stderr).toContain('`much`');
  });
});

describe('new system', () => {
  test('adds it to the file, keeps every other line, and the fleet stays valid', () => {
    const fleet = smallFleet();
    const { code, stdout, stderr } = system(
      fleet,
      'arkiva/katalogu',
      '--data',
      'public',
      '--hostname',
      'katalogu.gov.example',
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('added arkiva/katalogu to agencies/arkiva.yaml');
    expect(file(fleet, 'arkiva')).toBe(`${SMALL['agencies/arkiva.yaml']}  katalogu:
    title: "Katalogu: i plotë"
    service: business-hours
    continuity: deferrable
    data: public
    environments:
      prod:
        size: small
        hostnames: [katalogu.gov.example]
      test: { size: small }
`);
    expect(streha(['validate'], { cwd: fleet })).toMatchObject({ code: 0, stdout: '0 errors, 0 warnings\n' });
  });

  test('takes environments, size, service and continuity as they are given', () => {
    const fleet = smallFleet();
    const given = ['--environments', 'prod', '--size', 'small', '--service', '24x7', '--continuity', 'vital'];
    expect(system(fleet, 'arkiva/katalogu', ...given).code).toBe(0);
    expect(file(fleet, 'arkiva')).toContain(
      '    service: 24x7\n    continuity: vital\n    data: internal\n    environments:\n      prod: { size: small }\n',
    );
    expect(file(fleet, 'arkiva')).not.toContain('katalogu-test');
  });

  test('what goes beyond the budget is refused with the finding, and nothing is written', () => {
    const fleet = smallFleet();
    const { code, stdout, stderr } = system(fleet, 'arkiva/katalogu', '--size', 'large');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^error\[STR3\d\d\]/);
    expect(file(fleet, 'arkiva')).toBe(SMALL['agencies/arkiva.yaml']);
  });

  test.each([
    ['a system that is there', 'arkiva/register', 2, 'has a system `register` already'],
    ['an agency that is not', 'muzeu/katalogu', 2, 'there is no agencies/muzeu.yaml'],
    ['a name without an agency', 'katalogu', 2, 'write AGENCY/SYSTEM'],
    ['a name of three parts', 'a/b/c', 2, 'write AGENCY/SYSTEM'],
    ['a size the platform lacks', 'arkiva/katalogu --size huge', 1, '`huge`'],
    ['a class the platform lacks', 'arkiva/katalogu --continuity golden', 1, '`golden`'],
    ['a name that is none', 'arkiva/Katalogu', 1, 'Katalogu'],
  ])('refuses %s', (_, given, exit, says) => {
    const fleet = smallFleet();
    const [name = '', ...more] = given.split(' ');
    const { code, stdout, stderr } = system(fleet, name, ...more);
    expect({ code, stdout }).toEqual({ code: exit, stdout: '' });
    expect(stderr).toContain(says);
    expect(contents(path.join(fleet, 'agencies'))['arkiva.yaml']).toBe(SMALL['agencies/arkiva.yaml']);
  });
});
