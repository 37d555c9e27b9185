import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { formatFindings, loadFleet } from '../../definition';
import { AS_OF, SAMPLE } from './sample';

describe('loading a folder', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'streha-'));
    cpSync(SAMPLE, dir, { recursive: true });
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  const found = (files?: readonly string[]) =>
    loadFleet(dir, { asOf: AS_OF, ...(files && { files }) }).findings.map(
      ({ code, file, message }) => `${code} ${file.replace(`${dir}/`, '')}: ${message}`,
    );

  it('reads platform.yaml and agencies/', () => {
    const { fleet, findings } = loadFleet(dir, { asOf: AS_OF });
    expect(findings).toEqual([]);
    expect(fleet?.agencies).toHaveLength(3);
  });

  it('leaves hidden files, backups and notes alone', () => {
    for (const name of [
      '.x.yaml',
      'x.yaml~',
      '#x.yaml#',
      'x.yaml.bak',
      '.x.yaml.swp',
      'x.yaml.orig',
      'README.md',
      '.gitkeep',
    ])
      writeFileSync(join(dir, 'agencies', name), 'nothing: [');
    expect(found()).toEqual([]);
  });

  it('names what is no file of an agency, and reads the others', () => {
    writeFileSync(join(dir, 'agencies/a.yml'), 'version: 1');
    writeFileSync(join(dir, 'agencies/b.YAML'), 'version: 1');
    writeFileSync(join(dir, 'agencies/c.txt'), 'version: 1');
    mkdirSync(join(dir, 'agencies/d.yaml'));
    mkdirSync(join(dir, 'agencies/e'));
    symlinkSync('tatimet.yaml', join(dir, 'agencies/f.yaml'));
    symlinkSync('nowhere', join(dir, 'agencies/g.yaml'));
    writeFileSync(join(dir, 'agencies/h.yaml'), '');
    truncateSync(join(dir, 'agencies/h.yaml'), 10_000_000_000); // nobody reads ten gigabytes of it
    writeFileSync(join(dir, 'agencies/i.yaml'), Buffer.alloc(128 * 1024, '#'));
    writeFileSync(join(dir, 'agencies/doganat.yaml'), '[');
    expect(found()).toEqual([
      'STR125 agencies/a.yml: `a.yml` is not read: its name does not end in `.yaml`',
      'STR125 agencies/b.YAML: `b.YAML` is not read: its name does not end in `.yaml`',
      'STR125 agencies/c.txt: `c.txt` is not read: its name does not end in `.yaml`',
      'STR101 agencies/d.yaml: `d.yaml` is a folder',
      'STR108 agencies/doganat.yaml: `[` is never closed',
      'STR101 agencies/e: `e` is a folder',
      'STR101 agencies/f.yaml: `f.yaml` is a symbolic link',
      'STR101 agencies/g.yaml: `g.yaml` is a symbolic link',
      'STR102 agencies/h.yaml: the file is larger than 128 KiB',
      'STR107 agencies/i.yaml: the file is empty',
    ]);
  });

  it('does not wait at a pipe', () => {
    execFileSync('mkfifo', [join(dir, 'agencies/policia.yaml')]);
    expect(found()).toEqual(['STR101 agencies/policia.yaml: `policia.yaml` cannot be opened']);
  });

  it.each([
    ['platform.yaml', 'STR124 platform.yaml: there is no `platform.yaml`'],
    ['agencies', 'STR124 agencies: there is no `agencies/`'],
  ])('says that there is no %s', (name, expected) => {
    rmSync(join(dir, name), { recursive: true });
    expect(found()).toEqual([expected]);
  });

  it('follows no link out of the repository', () => {
    renameSync(join(dir, 'agencies'), join(dir, 'elsewhere'));
    symlinkSync('elsewhere', join(dir, 'agencies'));
    expect(found()).toEqual(['STR101 agencies: `agencies` is a symbolic link']);
  });

  it('finds both missing in a folder that is none', () => {
    rmSync(dir, { recursive: true });
    expect(found()).toHaveLength(2);
  });

  describe('for some files', () => {
    beforeEach(() => {
      writeFileSync(join(dir, 'agencies/policia.yaml'), 'version: 1\n');
      writeFileSync(join(dir, 'agencies/kadastra.yaml'), '[');
    });

    it('gives their findings alone', () => {
      expect(found([join(dir, 'agencies/kadastra.yaml')])).toEqual([
        'STR108 agencies/kadastra.yaml: `[` is never closed',
      ]);
      expect(found([relative(process.cwd(), join(dir, 'agencies/kadastra.yaml'))])).toHaveLength(1);
      expect(found([join(dir, 'platform.yaml')])).toEqual([]);
    });

    it('says which are missing', () => {
      expect(found([join(dir, 'agencies/nobody.yaml')])).toEqual([
        'STR124 agencies/nobody.yaml: there is no `agencies/nobody.yaml`',
      ]);
      expect(found([join(dir, 'nobody.yaml')])).toHaveLength(1);
    });

    it('shows one from elsewhere by its path from where the reader stands', () => {
      const draft = join(dir, '../draft-of-streha.yaml');
      writeFileSync(draft, '[');
      const { findings, sources } = loadFleet(dir, { asOf: AS_OF, files: [draft] });
      rmSync(draft);
      expect(findings.map(({ file }) => file)).toEqual(['../draft-of-streha.yaml']);
      expect(formatFindings(findings, sources, 'text', { root: 'some/fleet/' })).toContain(
        '--> some/draft-of-streha.yaml:1:1\n',
      );
    });

    it('judges one from elsewhere as if it joined the fleet', () => {
      const elsewhere = join(dir, 'draft.yaml');
      cpSync(join(dir, 'agencies/tatimet.yaml'), elsewhere);
      expect(found([elsewhere])).toEqual([]);
      expect(found([elsewhere, elsewhere])).toEqual([]);
      cpSync(join(dir, 'platform.yaml'), elsewhere);
      expect(found([elsewhere])).toEqual([]);
    });
  });
});
