import fs from 'node:fs';
import path from 'node:path';
import { type Ran, REPOSITORY, smallFleet, streha } from './harness';
import { SMALL } from './small-fleet';

const reach = (fleet: string, ...more: readonly string[]): Ran => streha(['reach', ...more], { cwd: fleet });
const ends = (from: string, to: string): readonly string[] => ['--from', from, '--to', to];
const [WEB, SEARCH] = ['biblioteka/register', 'arkiva/register'];
const SAME = ends('arkiva-register-prod', 'arkiva-register-prod');

let fleet: string;
beforeAll(() => {
  fleet = smallFleet();
});

/** Line of the file on which a text stands, counted without the library. */
function lineOf(file: string, text: string): number {
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  return lines.findIndex((line) => line.includes(text)) + 1;
}

test('an agreement is the answer and its reason: the policies, the line of the YAML, and its last day', () => {
  const { code, stdout, stderr } = reach(fleet, ...ends(WEB, SEARCH), '--port', '8443');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^yes: biblioteka-register-prod may call arkiva-register-prod on TCP 8443 \(main\)\n/);
  expect(stdout).toContain('out  streha-calls.arkiva.register.search of biblioteka-register-prod, egress rule 1');
  expect(stdout).toContain('in   streha-serves.search.biblioteka.register of arkiva-register-prod, ingress rule 1');
  const line = lineOf(path.join(fleet, 'agencies/arkiva.yaml'), 'biblioteka/register: {');
  expect(stdout).toContain(`agencies/arkiva.yaml:${line}\n`);
  expect(stdout).toContain('until 2099-12-31');
});

test('the line follows the agreement when the file above it grows', () => {
  const grown = SMALL['agencies/arkiva.yaml'].replace('systems:', '# a\n# b\n\nsystems:');
  const folder = smallFleet({ 'agencies/arkiva.yaml': grown });
  const { stdout } = reach(folder, ...ends(WEB, SEARCH), '--format', 'json');
  const { flows } = JSON.parse(stdout) as { flows: { why: { file: string; line: number }[] }[] };
  const line = lineOf(path.join(folder, 'agencies/arkiva.yaml'), 'biblioteka/register: {');
  expect(flows[0]?.why[0]).toMatchObject({ file: 'agencies/arkiva.yaml', line });
});

test.each<[string, readonly string[]]>([
  ['other labels of the caller', [...ends(WEB, SEARCH), '--from-labels', 'app=batch']],
  ['other labels of the answerer', [...ends(WEB, SEARCH), '--to-labels', 'app=other']],
  ['another port', [...ends(WEB, SEARCH), '--port', '8444']],
  ['another protocol', [...ends(WEB, SEARCH), '--port', '8443', '--protocol', 'UDP']],
  ['the other way', ends(SEARCH, WEB)],
  ['an address', ends(SEARCH, '192.0.2.7')],
  ['an address that calls', [...ends('2001:db8::1', SEARCH), '--port', '443']],
])('no, with both sides told: %s', (_, args) => {
  const { code, stdout } = reach(fleet, ...args);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^no: /);
  expect(stdout).toMatch(/^ {2}(out|in {1}) {2}closed: no policy of \S+( \(\S+\))? lets it (out|in) \(streha-/m);
});

test('environments do not mix, and the answer says so; two tenants without a link learn how to get one', () => {
  expect(reach(fleet, ...ends(`${WEB}/test`, `${SEARCH}/prod`)).stdout).toContain('links join equal environments only');
  expect(reach(fleet, ...ends(SEARCH, WEB)).stdout).toContain(
    'streha new link arkiva/register biblioteka/register/SERVICE',
  );
});

test('ends are an environment, a namespace or an address, and AGENCY/SYSTEM is its production', () => {
  const first = reach(fleet, ...ends(`${WEB}/prod`, 'arkiva-register-prod')).stdout;
  expect(first).toMatch(/^yes/);
  expect(reach(fleet, ...ends(WEB, SEARCH)).stdout).toBe(first);
});

test('a flow of the platform says so, by the name of a port too', () => {
  const { stdout } = reach(fleet, ...ends('monitoring', 'arkiva-register-prod'), '--port', 'metrics');
  expect(stdout).toMatch(/^yes: /);
  expect(stdout).toContain('why  platform: monitoring');
});

test('a declared range of the internet is why an address may be called, and the next address may not', () => {
  const internet = '    internet:\n      mail: { cidr: 192.0.2.0/30, port: 25, reason: Mail }\n';
  const folder = smallFleet({ 'agencies/arkiva.yaml': SMALL['agencies/arkiva.yaml'] + internet });
  const { stdout } = reach(folder, ...ends(SEARCH, '192.0.2.3'), '--port', '25');
  expect(stdout).toMatch(/^yes: /);
  expect(stdout).toContain('why  internet: mail, Mail');
  expect(stdout).toContain(`agencies/arkiva.yaml:${lineOf(path.join(folder, 'agencies/arkiva.yaml'), 'mail: {')}\n`);
  expect(reach(folder, ...ends(SEARCH, '192.0.2.4'), '--port', '25').stdout).toMatch(/^no: /);
});

test('--format json has a version, the verdict and both sides', () => {
  const { stdout } = reach(fleet, ...ends(SEARCH, WEB), '--format', 'json');
  expect(JSON.parse(stdout)).toMatchObject({
    version: 1,
    allowed: false,
    because: { egress: { reason: 'closed' }, ingress: { reason: 'closed' } },
    flows: [],
  });
});

test.each<[string, readonly string[], string]>([
  ['a misspelt system', ends('biblioteka/registr', SEARCH), 'did you mean `biblioteka-register-prod`?'],
  ['a misspelt environment', ends(`${WEB}/tst`, SEARCH), 'did you mean `biblioteka-register-test`?'],
  ['a name that is nobody’s', ends('nobody', SEARCH), 'choose `arkiva-register-prod`,'],
  ['too many steps', ends('a/b/c/d', SEARCH), 'write AGENCY/SYSTEM/ENVIRONMENT, a namespace, or an address'],
  ['nothing', ends('', SEARCH), '--from `` is neither a namespace nor an address'],
  ['a range', ends('10.0.0.0/8', SEARCH), '--from `10.0.0.0/8` is neither a namespace nor an address'],
  ['what a terminal would obey', ends('\u001b[31mx', SEARCH), 'is neither a namespace nor an address'],
  ['capitals', ends('Arkiva', SEARCH), '--from `Arkiva` is neither a namespace nor an address'],
  ['one end', ['--from', SEARCH], 'a question needs both ends; add --to'],
  ['the other end', ['--to', SEARCH], 'a question needs both ends; add --from'],
  ['a port without ends', ['--port', '80'], 'add --from and --to'],
  ['port 0', [...SAME, '--port', '0'], 'Write a number from 1 to 65535'],
  ['port 70000', [...SAME, '--port', '70000'], 'Write a number from 1 to 65535'],
  ['a negative port', [...SAME, '--port=-5'], 'Write a number from 1 to 65535'],
  ['half a port', [...SAME, '--port', '1.5'], 'Write a number from 1 to 65535'],
  ['no port', [...SAME, '--port', ''], 'Write a number from 1 to 65535'],
  ['a name no port can bear', [...SAME, '--port', 'Bad Name'], 'or the name of a port'],
  ['the name of a port of an address', [...ends(SEARCH, '192.0.2.7'), '--port', 'metrics'], 'ask by number'],
  ['a protocol in small letters', [...SAME, '--protocol', 'tcp'], 'Allowed choices are TCP, UDP, SCTP'],
  ['a label without value', [...SAME, '--from-labels', 'app'], 'Write labels as KEY=VALUE'],
  ['a label with two', [...SAME, '--from-labels', 'app=a=b'], 'Write labels as KEY=VALUE'],
  ['a label with blanks', [...SAME, '--to-labels', 'app=a b'], 'Write labels as KEY=VALUE'],
  ['a label given twice', [...SAME, '--to-labels', 'app=a,app=b'], 'A pod has one value of `app`'],
  ['labels of an address', [...ends('192.0.2.7', SEARCH), '--from-labels', 'a=b'], '`192.0.2.7` is an address'],
  ['a question and a proof', [...SAME, '--prove'], 'are different questions; ask one at a time'],
  ['a question and many', [...SAME, '--queries', 'x'], 'are different questions; ask one at a time'],
  ['many and a proof', ['--prove', '--queries', 'x'], 'are different questions; ask one at a time'],
  ['a table of a question', [...SAME, '--format', 'csv'], 'a question is answered as text or json'],
  ['a picture of a proof', ['--prove', '--format', 'dot'], '--prove is told as text or json'],
  ['an unknown site', [...SAME, '--site', 'mian'], 'there is no site `mian`; platform.yaml has main, spare'],
  ['what stands on another site', [...ends(WEB, SEARCH), '--site', 'spare'], 'stands on `spare`; it does on `main`'],
])('is refused with the way out: %s', (_, args, says) => {
  const { code, stdout, stderr } = reach(fleet, ...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(says);
  expect(stderr).not.toContain('\u001b');
  expect(stderr).not.toMatch(/^ +at /m);
});

test('a standby site answers for what stands there', () => {
  const args = ends('arkiva-register-prod', 'arkiva-register-prod');
  expect(reach(fleet, ...args, '--site', 'spare').stdout).toMatch(/^yes: .* \(spare\)\n/);
});

test('policies that an agency’s own stack adds count, and nothing in the definitions means them to be', () => {
  const main = `
    const { AgencyStack, synthFleet } = require(${JSON.stringify(REPOSITORY)});
    const { NetworkPolicyV1 } = require(${JSON.stringify(path.join(REPOSITORY, 'node_modules/@cdktf/provider-kubernetes/lib/network-policy-v1'))});
    class Own extends AgencyStack {
      constructor(scope, props) {
        super(scope, props);
        new NetworkPolicyV1(this, 'Own', {
          metadata: { name: 'own', namespace: 'arkiva-register-prod' },
          spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [{ ipBlock: { cidr: '192.0.2.0/24' } }] }] },
        });
      }
    }
    synthFleet({ directory: __dirname, ownStacks: { arkiva: Own } });
  `;
  const folder = smallFleet({ 'cdktf.json': '{"app":"node main.js"}', 'main.js': main });
  const { stdout } = reach(folder, ...ends('192.0.2.7', SEARCH));
  expect(stdout).toMatch(/^yes: /);
  expect(stdout).toContain('in   own of arkiva-register-prod, ingress rule 1');
  const proof = reach(folder, '--prove', '--site', 'main');
  expect(proof.code).toBe(1);
  expect(proof.stdout).toContain('fault: policy `own` of `arkiva-register-prod`');
});

test('without a port the answer names those that pass', () => {
  expect(reach(fleet, ...ends(WEB, SEARCH)).stdout).toMatch(/^yes: .* on TCP 8443 \(main\)\n/);
});

test('a port nobody names is no port: a rule for one number does not stand for it', () => {
  expect(reach(fleet, ...ends(WEB, SEARCH), '--port', 'https').stdout).toMatch(/^no: /);
});

test('an address of the cluster says nothing of the pod behind it', () => {
  const pods = /pods: \[([^\]]+)\]/.exec(SMALL['platform.yaml'])?.[1] ?? '';
  const { code, stderr } = reach(fleet, ...ends(WEB, pods.replace(/\/\d+$/, '')));
  expect(code).toBe(2);
  expect(stderr).toContain(`is an address of the cluster (${pods})`);
});

test('where an agreement stands, a no shows what it is for; where one side waits, that', () => {
  expect(reach(fleet, ...ends(WEB, SEARCH), '--port', '80').stdout).toContain(`${SEARCH}/search: TCP 8443, from pods`);
  const alone = SMALL['agencies/biblioteka.yaml'].replace(/ {4}consumes:\n( {6}.*\n)+/, '');
  expect(alone).not.toBe(SMALL['agencies/biblioteka.yaml']);
  const waiting = smallFleet({ 'agencies/biblioteka.yaml': alone });
  expect(reach(waiting, ...ends(WEB, SEARCH)).stdout).toContain("waits for the other's consent");
});

test('what is under quarantine is said to be, and nobody is told to open it', () => {
  const quarantine = '    quarantine: { since: 2026-01-01, by: Office, reason: Break-in }\n';
  const closed = smallFleet({ 'agencies/biblioteka.yaml': SMALL['agencies/biblioteka.yaml'] + quarantine });
  const { stdout } = reach(closed, ...ends(WEB, SEARCH));
  expect(stdout).toContain('biblioteka/register/prod is under quarantine since 2026-01-01');
  expect(stdout).not.toContain('new link');
});

test('a lapsed agreement is open, and said to have lapsed', () => {
  const { stdout } = reach(fleet, ...ends(WEB, SEARCH), '--as-of', '2100-01-01');
  expect(stdout).toMatch(/^yes: /);
  expect(stdout).toContain('lapsed on 2099-12-31 and open until it is renewed or removed');
});
