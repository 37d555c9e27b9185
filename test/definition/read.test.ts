import { type Fleet, readFleet } from '../../definition';
import { AS_OF, changed, file, sampleTexts } from './sample';

const codes = (changes: Parameters<typeof changed>[0]) =>
  readFleet(changed(changes), { asOf: AS_OF }).findings.map(({ code, file: path, line }) => `${code} ${path}:${line}`);
const edit = (from: string, to: string, path = 'agencies/tatimet.yaml') => ({ file: path, from, to });

describe('a reading', () => {
  it('gives the fleet, sorted and with its defaults', () => {
    const { fleet } = readFleet(changed([]), { asOf: AS_OF });
    const { platform, agencies } = fleet as Fleet;
    expect(agencies.map(({ key }) => key)).toEqual(['doganat', 'gjendja-civile', 'tatimet']);
    expect(platform.domains).toEqual(['e-albania.al', 'gov.al']);
    expect(platform.state).toEqual({ backend: 'local', settings: {} });
    expect(platform.groups).toEqual({
      platform: ['gdc-deployer', 'gdc-platform'],
      breakGlass: ['gdc-break-glass'],
      auditors: ['gdc-auditors'],
    });
    expect(platform.continuity.map(({ key }) => key)).toEqual(['vital', 'essential', 'deferrable']);
    expect(agencies[0]?.access).toEqual({ admin: ['doganat-admins'], developer: [], deployer: [], viewer: [] });
    expect(agencies[2]?.systems.find(({ key }) => key === 'archive')).toEqual({
      key: 'archive',
      title: 'Arkivi i deklaratave',
      service: 'business-hours',
      continuity: 'deferrable',
      data: 'internal',
      kubernetesApi: false,
      environments: [
        {
          key: 'prod',
          namespace: 'tatimet-archive-prod',
          // 5Gi of scratch for each of the 4 cores, ten pods for every three begun
          quota: { cpu: '4', memory: '16Gi', storage: '1Ti', ephemeralStorage: '20Gi', pods: 20 },
          hostnames: [],
        },
      ],
      exposes: [],
      consumes: [],
      internet: [],
    });
    expect(agencies[2]?.systems.find(({ key }) => key === 'e-filing')?.exposes[0]?.to).toEqual([
      { consumer: 'doganat/clearance', basis: 'VKM nr. 673/2017', purpose: 'Zhdoganim', until: '2027-12-31' },
    ]);
  });

  it('keeps every digit and word as it was written', () => {
    const { fleet } = readFleet(
      changed([
        edit('quota: { cpu: 4,', 'quota: { cpu: 0.50,'),
        edit('title: Hetimi tatimor', 'title: 0112'),
        edit('title: Arkivi i deklaratave', 'title: 1e3'),
        edit('kubernetes: "1.36"', 'kubernetes: 1.40', 'platform.yaml'),
      ]),
      { asOf: AS_OF },
    );
    const systems = new Map(fleet?.agencies[2]?.systems.map((system) => [system.key, system]));
    expect(systems.get('archive')?.environments[0]?.quota.cpu).toBe('0.50');
    expect(systems.get('archive')?.title).toBe('1e3');
    expect(systems.get('investigations')?.title).toBe('0112');
    expect(fleet?.platform.kubernetes).toBe('1.40');
  });

  it('reads files of other systems, too', () => {
    const { fleet } = readFleet(changed([]), { asOf: AS_OF });
    const windows = [...sampleTexts].map(([path, text]) => file(path, text.replaceAll('\n', '\r\n')));
    expect(readFleet(windows, { asOf: AS_OF })).toMatchObject({ fleet, findings: [] });
  });

  it('refuses to judge as of no day', () => {
    expect(() => readFleet([], { asOf: '2026-02-30' })).toThrow(RangeError);
  });

  it('writes out aliases', () => {
    const { fleet } = readFleet(
      changed([
        edit('      test: { size: small }\n', '      test: &small { size: small }\n'),
        edit('      prod: { size: small }\n', '      prod: *small\n'),
      ]),
      { asOf: AS_OF },
    );
    expect(fleet?.agencies[2]?.systems.find(({ key }) => key === 'investigations')?.environments[0]?.size).toBe(
      'small',
    );
  });

  it('finds once what an alias repeats', () => {
    const anchored = edit(
      'quota: { cpu: 4, memory: 16Gi, storage: 1Ti }',
      'quota: &q { cpu: 0, memory: 16Gi, storage: 1Gi }',
    );
    expect(codes([anchored, edit('      prod: { size: small }\n', '      prod: { quota: *q }\n')])).toEqual([
      'STR304 agencies/tatimet.yaml:47',
    ]);
  });

  it('finds what is wrong in every file, whatever is wrong with the others', () => {
    expect(
      codes([
        { file: 'agencies/policia.yaml', problem: 'unreadable', shown: '' },
        { file: 'agencies/kadastra.yaml', bytes: () => Uint8Array.of(0xff), shown: '' },
        edit('  admin: [doganat-admins]', '  admin: [doganat-admins', 'agencies/doganat.yaml'),
        edit('ministry: Ministria e Brendshme', 'ministry: " "', 'agencies/gjendja-civile.yaml'),
        edit('budget: { cpu: 64,', 'budget: { cpu: 16,'),
        edit('port: 8443', 'port: 0'),
        edit('domains: [gov.al, e-albania.al]', 'domains: gov.al', 'platform.yaml'),
      ]),
    ).toEqual([
      'STR108 agencies/doganat.yaml:11',
      'STR118 agencies/gjendja-civile.yaml:5',
      'STR106 agencies/kadastra.yaml:1',
      'STR101 agencies/policia.yaml:1',
      'STR307 agencies/tatimet.yaml:15',
      'STR120 agencies/tatimet.yaml:31',
      'STR105 platform.yaml:5',
    ]);
  });

  it.each(['sizes', 'continuity', 'sites', 'network', 'groups', 'reserve', 'charts'])(
    'says nothing that only follows from a platform.yaml without %s',
    (field) => {
      const text = sampleTexts.get('platform.yaml') ?? '';
      const without = text.replace(new RegExp(`^${field}:.*\\n(?:(?: .*)?\\n)*`, 'm'), '');
      expect(without.length).toBeLessThan(text.length);
      expect(codes([{ file: 'platform.yaml', text: without }])).toEqual(['STR104 platform.yaml:2']);
    },
  );

  it.each([
    ['a size is broken', edit('large: { cpu: 24,', 'large: { cpu: many,', 'platform.yaml'), 'STR303 platform.yaml'],
    ['a class is broken', edit('vital: { rpo: 15m,', 'vital: { rpo: soon,', 'platform.yaml'), 'STR122 platform.yaml'],
    ['a site is broken', edit('    role: standby\n', '    role: spare\n', 'platform.yaml'), 'STR119 platform.yaml'],
    ['platform.yaml is no YAML', edit('domains: [', 'domains: [[', 'platform.yaml'), 'STR108 platform.yaml'],
    ['the name of an agency is wrong', edit('agency: tatimet\n', 'agency: Tatimet\n'), 'STR202 agencies/tatimet.yaml'],
    ['the name of an agency is another', edit('agency: tatimet\n', 'agency: tatimi\n'), 'STR201 agencies/tatimet.yaml'],
    [
      'an agency that others call cannot be read',
      edit('agency: tatimet\n', '- agency: tatimet\n'),
      'STR108 agencies/tatimet.yaml',
    ],
    [
      'a system that others call is broken',
      edit('  e-filing:\n    title: Deklarimi elektronik i tatimeve\n', '  e-filing:\n    title: [a]\n'),
      'STR105 agencies/tatimet.yaml',
    ],
    [
      'a service that others call is broken',
      edit('        port: 8443\n', '        port: many\n'),
      'STR105 agencies/tatimet.yaml',
    ],
    ['a field is misspelt', edit('        size: large\n', '        sise: large\n'), 'STR103 agencies/tatimet.yaml'],
    ['a tagged value is of another type', edit('port: 8443', 'port: !!str 8443'), 'STR113 agencies/tatimet.yaml'],
    [
      'a hidden character stands in a name',
      edit('      bank-gateway:', '      "bank\\u200bgateway":'),
      'STR117 agencies/tatimet.yaml',
    ],
    ['a consumer is misspelt', edit('doganat/clearance:', 'doganat/clearence:'), 'STR508 agencies/tatimet.yaml'],
    [
      'a service is misspelt',
      edit('gjendja-civile/registry/person-lookup:', 'gjendja-civile/registry/persons-lookup:'),
      'STR508 agencies/tatimet.yaml',
    ],
  ])('gives one finding where %s', (_, change, expected) => {
    expect(codes([change]).map((found) => found.replace(/:\d+$/, ''))).toEqual([expected]);
  });

  it('knows the copy of a file by its name', () => {
    const copy = sampleTexts.get('agencies/doganat.yaml') ?? '';
    const found = codes([{ file: 'agencies/policia.yaml', text: copy }]).filter(
      (one) => !one.startsWith('STR50') && !one.startsWith('STR406'),
    );
    expect(found).toEqual(['STR201 agencies/policia.yaml:3']);
  });

  it.each([
    ['2027-10-31', []],
    ['2027-11-01', ['STR513']],
    ['2027-12-31', ['STR513']],
    ['2028-01-01', ['STR512']],
  ])('judges dates as of %s', (asOf, expected) => {
    const { findings, fleet } = readFleet(changed([]), { asOf });
    const ofDoganat = findings.filter(({ file: path, line }) => path === 'agencies/tatimet.yaml' && line === 35);
    expect(ofDoganat.map(({ code }) => code)).toEqual(expected);
    expect(fleet).toBeDefined(); // a date alone stops nobody
  });

  it('makes no error of what another agency takes back', () => {
    const withdrawn = [
      edit(
        '          doganat/clearance: { basis: VKM nr. 673/2017, purpose: Zhdoganim, until: 2027-12-31 }\n',
        '          {}\n',
      ),
      edit('      taxpayer-status:', '      taxpayer-state:'),
      edit('  e-filing:\n', '  filing:\n'),
    ];
    for (const change of withdrawn) {
      const { findings, fleet } = readFleet(changed([change]), { asOf: AS_OF });
      expect(findings.length).toBeGreaterThan(0);
      expect(findings.map(({ severity }) => severity)).not.toContain('error');
      expect(fleet).toBeDefined();
    }
    const without = readFleet(
      changed([]).filter(({ path }) => path !== 'agencies/tatimet.yaml'),
      { asOf: AS_OF },
    );
    expect(without.findings.map(({ code }) => code)).toEqual(['STR508', 'STR508']);
    expect(without.fleet).toBeDefined();
  });

  it('lets a draft stand for the file of its agency, and judges it last', () => {
    const draft = {
      ...file(
        'elsewhere/new.yaml',
        `${sampleTexts.get('agencies/doganat.yaml')}`.replace('[deklarimi.doganat', '[e-filing.tatimet'),
      ),
      draft: true,
    };
    const { findings, fleet } = readFleet([...changed([]), draft], { asOf: AS_OF, only: ['elsewhere/new.yaml'] });
    expect(findings.map(({ code, file: path, message }) => [code, path, message])).toEqual([
      [
        'STR503',
        'elsewhere/new.yaml',
        '`e-filing.tatimet.gov.al` belongs to `tatimet/e-filing/prod` already (agencies/tatimet.yaml:26)',
      ],
    ]);
    expect(fleet).toBeUndefined();
  });

  it('finds again what stands where', () => {
    const { sources } = readFleet(changed([]), { asOf: AS_OF });
    const at = (...path: (string | number)[]) => {
      const found = sources.locate(path);
      return found && `${found.file}:${found.line}:${found.column}-${found.endColumn}`;
    };
    expect(at('agencies', 'tatimet', 'systems', 'e-filing')).toBe('agencies/tatimet.yaml:17:3-11');
    expect(at('agencies', 'tatimet', 'systems', 'e-filing', 'environments', 'prod', 'hostnames', 0)).toBe(
      'agencies/tatimet.yaml:26:21-44',
    );
    expect(at('agencies', 'tatimet')).toBe('agencies/tatimet.yaml:1:1-1');
    expect(at('platform', 'sites', 'tirana')).toBe('platform.yaml:29:3-9');
    expect(at('agencies', 'nobody')).toBeUndefined();
    expect(at('elsewhere')).toBeUndefined();
  });
});
