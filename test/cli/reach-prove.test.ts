import fs from 'node:fs';
import path from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import { emptyFolder, type Ran, smallFleet, streha } from './harness';
import { agency, SMALL } from './small-fleet';

/** What is read of an object here. */
interface Dumped {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: Spec;
}

interface Spec {
  podSelector: object;
  ingress: { from?: { podSelector?: object }[]; ports?: { port: number; endPort?: number }[] }[];
}

const ARKIVA = 'arkiva-register-prod';
const BIBLIOTEKA = 'biblioteka-register-prod';
const SERVES = 'streha-serves.search.biblioteka.register';
const CALLS = 'streha-calls.arkiva.register.search';

/** Arkiva also offers its search to a museum, which says nothing of it. */
const FLEET = {
  'agencies/arkiva.yaml': SMALL['agencies/arkiva.yaml'].replace(
    /(\n +)(biblioteka\/register: \{.*)/,
    '$1$2$1muzeu/register: { purpose: Exhibits, until: 2099-12-31 }',
  ),
  'agencies/muzeu.yaml': agency('muzeu', 'small', 'deferrable'),
};

let fleet: string;
let sound: readonly Dumped[];
beforeAll(() => {
  fleet = smallFleet(FLEET);
  sound = dumped(fleet);
});

/** What the site `main` gets, as `streha manifests` writes it. */
function dumped(folder: string): readonly Dumped[] {
  const out = path.join(emptyFolder(), 'out');
  expect(streha(['manifests', '--out', out], { cwd: folder }).code).toBe(0);
  return fs
    .readdirSync(out)
    .filter((file) => file.startsWith('main-'))
    .flatMap((file) => parseAllDocuments(fs.readFileSync(path.join(out, file), 'utf8')))
    .map((document) => document.toJS() as Dumped);
}

function prove(objects: readonly object[], folder = fleet, ...more: readonly string[]): Ran {
  const file = path.join(emptyFolder(), 'live.yaml');
  fs.writeFileSync(file, objects.map((object) => stringify(object, { aliasDuplicateObjects: false })).join('---\n'));
  return streha(['reach', '--prove', '--site', 'main', '--manifests', file, ...more], { cwd: folder });
}

const isNamed = (object: Dumped, namespace: string, name: string): boolean =>
  object.kind === 'NetworkPolicy' && object.metadata.namespace === namespace && object.metadata.name === name;

const without = (gone: (object: Dumped) => boolean): readonly Dumped[] => sound.filter((object) => !gone(object));

/** All objects, with one policy of the provider changed. */
function changed(change: (spec: Spec) => void): readonly object[] {
  const copy = structuredClone(sound);
  const { spec } = copy.find((object) => isNamed(object, ARKIVA, SERVES)) ?? {};
  if (spec) change(spec);
  return copy;
}

/** A policy of the tenant's own. */
const own = (name: string, spec: object, namespace = ARKIVA): object => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace },
  spec: { podSelector: {}, ...spec },
});

const names = (namespace: string): object => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
});

test('what the fleet makes is proved, on every site', () => {
  const { code, stdout } = streha(['reach', '--prove'], { cwd: fleet });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^proved: main: 6 namespaces, \d+ flows, 2 agreements: nothing is open but what is meant/m);
  expect(stdout).toMatch(/^proved: spare: /m);
  expect(stdout).toContain('waits: muzeu/register to arkiva/register/search is said by one side alone');
});

test('its own manifests, read back, are proved too, and so is a policy that opens nothing more', () => {
  expect(prove(sound)).toMatchObject({ code: 0 });
  const harmless = own('harmless', { ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 80 }] }] });
  expect(prove([...sound, harmless])).toMatchObject({ code: 0 });
});

test.each<[string, () => readonly object[], string]>([
  [
    'the provider’s policy widened to every pod',
    () => changed((spec) => Object.assign(spec, { podSelector: {} })),
    `policy \`${SERVES}\` of \`${ARKIVA}\`, ingress rule 1 lets pods app=web of \`${BIBLIOTEKA}\` call every pod`,
  ],
  [
    'the selector of the caller dropped',
    () => changed((spec) => delete spec.ingress[0]?.from?.[0]?.podSelector),
    `policy \`${SERVES}\` of \`${ARKIVA}\`, ingress rule 1 lets every pod of \`${BIBLIOTEKA}\` call`,
  ],
  [
    'the port removed',
    () => changed((spec) => delete spec.ingress[0]?.ports),
    `policy \`${SERVES}\` of \`${ARKIVA}\`, ingress rule 1 lets pods app=web of \`${BIBLIOTEKA}\` call pods app=search of \`${ARKIVA}\` on every port`,
  ],
  [
    'a range of ports widened',
    () => changed((spec) => Object.assign(spec.ingress[0]?.ports?.[0] ?? {}, { endPort: 9000 })),
    `policy \`${SERVES}\` of \`${ARKIVA}\`, ingress rule 1 lets pods app=web of \`${BIBLIOTEKA}\` call pods app=search of \`${ARKIVA}\` on TCP 8443-9000`,
  ],
  [
    'the consumer’s half deleted',
    () => without((object) => isNamed(object, BIBLIOTEKA, CALLS)),
    `TCP 8443 is closed at the egress of \`${BIBLIOTEKA}\`: policy \`${CALLS}\` is missing`,
  ],
  [
    'the provider’s half deleted',
    () => without((object) => isNamed(object, ARKIVA, SERVES)),
    `TCP 8443 is closed at the ingress of \`${ARKIVA}\`: policy \`${SERVES}\` is missing`,
  ],
  [
    'the isolation deleted',
    () => without(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.namespace === ARKIVA),
    `no policy holds every pod of \`${ARKIVA}\`: everybody may call them`,
  ],
  [
    'a tenant’s own policy that reaches out to another namespace',
    () => [...sound, own('theirs', { policyTypes: ['Egress'], egress: [{ to: [names(BIBLIOTEKA)] }] })],
    `policy \`theirs\` of \`${ARKIVA}\`, egress rule 1 lets every pod of \`${ARKIVA}\` call every pod of \`${BIBLIOTEKA}\``,
  ],
  [
    'a range of addresses over those of pods',
    () => [
      ...sound,
      own('range', { policyTypes: ['Egress'], egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] }),
    ],
    `policy \`range\` of \`${ARKIVA}\`, egress rule 1 lets every pod of \`${ARKIVA}\` call 10.0.0.0/8, which is every pod`,
  ],
  [
    'a policy for a link that one side alone says',
    () => [
      ...sound,
      own('early', {
        podSelector: { matchLabels: { app: 'search' } },
        ingress: [{ from: [names('muzeu-register-prod')], ports: [{ port: 8443 }] }],
      }),
    ],
    '`arkiva/register` alone says that `muzeu/register` calls `arkiva/register/search`',
  ],
  [
    'production and test joined by the labels they share',
    () => [
      ...sound,
      own('joined', {
        ingress: [{ from: [{ namespaceSelector: { matchLabels: { 'streha.al/agency': 'arkiva' } } }] }],
      }),
    ],
    `policy \`joined\` of \`${ARKIVA}\`, ingress rule 1 lets every pod of \`arkiva-register-test\` call`,
  ],
  [
    'a tenant’s namespace missing',
    () => without(({ kind, metadata }) => kind === 'Namespace' && metadata.name === BIBLIOTEKA),
    `namespace \`${BIBLIOTEKA}\` is not there`,
  ],
  [
    'a namespace that passes for a tenant’s',
    () => [
      ...sound,
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'stray', labels: { 'streha.al/tenant': 'true' } } },
    ],
    'no policy holds every pod of `stray`: everybody may call them; no definition places this namespace here',
  ],
])('is not proved, and the fault is named: %s', (_, objects, says) => {
  const { code, stdout } = prove(objects());
  expect(code).toBe(1);
  expect(stdout).toContain('fault: ');
  expect(stdout).toContain(says);
  expect(stdout).toMatch(/^not proved: main: .* faults?$/m);
});

test('json tells kind, policy and place of every fault', () => {
  const theirs = own('theirs', { policyTypes: ['Egress'], egress: [{ to: [names(BIBLIOTEKA)] }] });
  const { code, stdout } = prove([...sound, theirs], fleet, '--format', 'json');
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    version: 1,
    sites: [
      {
        site: 'main',
        proved: false,
        faults: [
          {
            kind: 'unexplained',
            namespace: ARKIVA,
            policy: { namespace: ARKIVA, policy: 'theirs', rule: 0 },
            file: 'agencies/arkiva.yaml',
          },
        ],
      },
    ],
  });
});

test('deny-all is missed, though the other policies still hold every pod and nothing opens', () => {
  const { code, stdout } = prove(without((object) => isNamed(object, ARKIVA, 'streha-deny-all')));
  expect(code).toBe(1);
  expect(stdout).toContain(`policy \`streha-deny-all\` of \`${ARKIVA}\` is missing`);
});

test('a policy of its own that a quarantined namespace still has is a fault, and the fleet’s own closing is none', () => {
  const closed = '    quarantine: { since: 2026-01-01, by: Office, reason: Break-in, environments: [prod] }\n';
  const folder = smallFleet({ 'agencies/biblioteka.yaml': SMALL['agencies/biblioteka.yaml'] + closed });
  const objects = dumped(folder);
  expect(prove(objects, folder)).toMatchObject({ code: 0 });
  const left = own('left', { ingress: [{ from: [{ podSelector: {} }] }] }, BIBLIOTEKA);
  const { code, stdout } = prove([...objects, left], folder);
  expect(code).toBe(1);
  expect(stdout).toContain(`policy \`left\` of \`${BIBLIOTEKA}\``);
  expect(stdout).toContain('it is under quarantine');
});

test('a lapsed agreement is told once, where it stands, and is no fault: a date alone closes nothing', () => {
  const lapsed = SMALL['agencies/arkiva.yaml'].replace('2099-12-31', '2026-06-30');
  const folder = smallFleet({ 'agencies/arkiva.yaml': lapsed });
  const judged = (day: string): Ran => streha(['reach', '--prove', '--as-of', day], { cwd: folder });
  const { code, stdout } = judged('2026-07-01');
  expect(code).toBe(0);
  expect(stdout.match(/^lapsed: biblioteka\/register calls arkiva\/register\/search .* 2026-06-30$/gm)).toHaveLength(1);
  expect(judged('2026-06-30').stdout).not.toContain('lapsed');
});

test('whose objects they are must be said where the fleet has several sites', () => {
  const { code, stderr } = streha(['reach', '--prove', '--manifests', '-'], { cwd: fleet, input: '' });
  expect(code).toBe(2);
  expect(stderr).toContain('say it with --site; platform.yaml has main, spare');
});

test('a fault is shown in the manifests too, at the line of the policy', () => {
  const wide = own('wide', { ingress: [{}] }, ARKIVA);
  const { stdout } = prove([wide, ...sound]);
  expect(stdout).toMatch(/^ {2}--> .*live\.yaml:\d+:\d+$/m);
});

test('nothing is proved beside policies of a kind that is not read', () => {
  const cilium = {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { name: 'x', namespace: ARKIVA },
  };
  const { code, stdout, stderr } = prove([...sound, cilium]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain('passed over: a CiliumNetworkPolicy of cilium.io/v2');
  expect(stderr).toContain('nothing is proved');
});

test('namespaces that are no tenants are named, since nobody judges their end', () => {
  const rogue = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'rogue' } };
  expect(prove([...sound, rogue]).stdout).toMatch(/^no tenants, .*\brogue\b/m);
});
