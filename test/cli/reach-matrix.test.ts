import { emptyFolder, type Ran, smallFleet, streha, write } from './harness';
import { SMALL } from './small-fleet';

let fleet: string;
beforeAll(() => {
  fleet = smallFleet();
});

const reach = (...more: readonly string[]): Ran => streha(['reach', ...more], { cwd: fleet });

test('text tells agreements line by line, what every tenant has by number, and what nobody holds', () => {
  const { code, stdout, stderr } = reach();
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^main: Main\n/);
  expect(stdout).toContain(`
By agreement (2)
  pods app=web of biblioteka-register-prod to pods app=search of arkiva-register-prod: TCP 8443
  pods app=web of biblioteka-register-test to pods app=search of arkiva-register-test: TCP 8443
`);
  expect(stdout).toContain('\n  own namespace: 4 flows\n');
  expect(stdout).toContain('\n\nspare: Spare\n');
  expect(stdout).not.toContain('Meant by nobody');
});

test('json holds every flow once, sparse, with its rules and its reason', () => {
  const { clusters, version } = JSON.parse(reach('--format', 'json', '--site', 'main').stdout) as {
    version: number;
    clusters: { site: string; flows: { from: object; to: object; why: { kind: string }[] }[] }[];
  };
  expect({ version, sites: clusters.map(({ site }) => site) }).toEqual({ version: 1, sites: ['main'] });
  const flows = clusters[0]?.flows ?? [];
  expect(new Set(flows.map((flow) => JSON.stringify(flow))).size).toBe(flows.length);
  expect(flows.filter(({ why }) => why.length === 0)).toEqual([]);
  expect(flows.filter(({ why }) => why[0]?.kind === 'agreement')).toMatchObject(
    ['prod', 'test'].map((environment) => ({
      from: { namespace: `biblioteka-register-${environment}`, pods: 'app=web' },
      to: { namespace: `arkiva-register-${environment}`, pods: 'app=search' },
      ports: [{ protocol: 'TCP', port: 8443 }],
    })),
  );
});

test('csv has a header and one line a flow, as many as json', () => {
  const [header, ...rows] = reach('--format', 'csv').stdout.trimEnd().split(/\r?\n/);
  expect(header).toBe('site,from,from_pods,to,to_pods,ports,egress,ingress,why,basis,until');
  const { clusters } = JSON.parse(reach('--format', 'json').stdout) as { clusters: { flows: object[] }[] };
  expect(rows).toHaveLength(clusters.flatMap(({ flows }) => flows).length);
  expect(rows.filter((row) => row.endsWith(',2099-12-31'))).toHaveLength(2);
});

test('manifests are drawn as Graphviz by their namespaces, and not as a map of agencies', () => {
  const folder = emptyFolder();
  streha(['manifests', '--out', folder], { cwd: fleet });
  const manifests = `${folder}/main-biblioteka.yaml`;
  const dot = streha(['reach', '--manifests', manifests, '--format', 'dot']).stdout;
  expect(dot).toMatch(/^digraph reach \{\n/);
  expect(dot).toContain('"monitoring" -> "biblioteka-register-prod" [label="TCP metrics"];');
  const { code, stderr } = streha(['reach', '--manifests', manifests, '--format', 'svg']);
  expect(code).toBe(2);
  expect(stderr).toContain('use --format dot');
});

test('the order in which agencies and files stand changes no byte', () => {
  const [platform, ...agencies] = Object.entries(SMALL);
  const folder = emptyFolder();
  write(folder, Object.fromEntries([...agencies.reverse(), platform ?? ['', '']]));
  expect(streha(['reach', '--format', 'csv'], { cwd: folder }).stdout).toBe(reach('--format', 'csv').stdout);
});

test('an error in the fleet is shown, and no matrix', () => {
  const wrong = smallFleet({ 'agencies/arkiva.yaml': SMALL['agencies/arkiva.yaml'].replace('budget:', 'bujdget:') });
  const { code, stdout, stderr } = streha(['reach'], { cwd: wrong });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain('`bujdget`');
});

test('no fleet at all says how to make one', () => {
  const { code, stdout, stderr } = streha(['reach'], { cwd: emptyFolder() });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain('streha init');
});
