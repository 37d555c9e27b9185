import { ANNOTATION, LABEL } from '../../../constructs/names';
import { SMALL } from '../../cli/small-fleet';
import { fleetOf, rewrite, type Texts } from '../../stacks/policies';
import { KubeClient, must } from '../harness/client';
import { denialOf } from '../harness/denial';
import { eventually } from '../harness/eventually';
import { describeRef, type KubeObject, type ObjectRef, refTo } from '../harness/objects';
import { sharedCluster } from '../harness/shared';
import { applyAgain, applySite, type Hands, mustBeAccepted } from './apply-site';
import { START_TIMEOUT } from './cluster';
import { type RenderedSite, renderSite } from './government';
import { type RunningSite, startSite } from './start-site';
import { memberOf } from './tenants';
import { networkPolicy, podOf } from './workloads';

// A control plane of its own: an incident at one end of an agreement is felt at the other.
const describeOwn = sharedCluster().own ? describe : describe.skip;
jest.setTimeout(120_000);

const SITE = 'main';
const PATH = 'agencies/biblioteka.yaml';
const HOME = 'biblioteka-register-prod';
const SISTER = 'biblioteka-register-test';
const PEER = 'arkiva-register-prod';

/** The consumer reaches all that a definition can let it reach. */
const BEFORE: Texts = rewrite(
  rewrite(SMALL, PATH, '    data: internal\n', '    data: internal\n    kubernetesApi: true\n'),
  PATH,
  '    consumes:\n',
  '    internet:\n      bank: { cidr: 203.0.113.0/28, port: 443, reason: Payments }\n    consumes:\n',
);
const CLOSED = rewrite(
  BEFORE,
  PATH,
  '    data: internal\n',
  '    data: internal\n    quarantine: { since: 2026-05-30, by: AKCESK, reason: An intruder }\n',
);

/** A pod every guard of that platform lets in. */
const pod = (namespace: string, name?: string) => podOf(namespace, { image: 'registry.gov.example/web:1.4.2' }, name);

/** The part of an object that a definition decides. */
type Content = Pick<KubeObject, 'spec' | 'data' | 'subjects' | 'roleRef'> & {
  readonly labels?: KubeObject['metadata']['labels'];
  readonly annotations?: KubeObject['metadata']['annotations'];
};

describeOwn('a quarantine in a definition', () => {
  const fleet = fleetOf(BEFORE);
  const open = renderSite(fleet, SITE);
  const closed = renderSite(fleetOf(CLOSED), SITE);
  let running: RunningSite;
  let hands: Hands;
  let tenant: KubeClient;
  let before: ReadonlyMap<string, Content>;

  beforeAll(async () => {
    running = await startSite(fleet, SITE);
    const client = (context: string) => KubeClient.fromKubeconfig(running.kubeconfig, context);
    hands = { admin: client(running.contexts.admin), deployer: client(running.contexts.deployer) };
    mustBeAccepted(await applySite(hands, open));
    tenant = memberOf(hands.admin, fleet, HOME);
    await eventually('the first pod', async () => must(await tenant.create(pod(HOME, 'running'))));
    before = await contents(hands.admin, open);
    await roll(hands.deployer, open, closed);
    await eventually('the quarantine', async () => !(await tenant.create(pod(HOME), { dryRun: true })).ok);
  }, START_TIMEOUT);

  afterAll(async () => {
    hands?.admin.close();
    hands?.deployer.close();
    await running?.stop();
  });

  const policies = async (namespace: string) => {
    const { items } = must(await hands.admin.list({ ...POLICY, namespace }));
    return Object.fromEntries(items.map(({ metadata, spec }) => [metadata.name, spec]));
  };

  test.each([HOME, SISTER])('leaves %s with policies that let nothing pass', async (namespace) => {
    const nothing = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };
    const standing = ['deny-all', 'dns', 'monitoring', 'own-namespace'].map((name) => [`streha-${name}`, nothing]);
    expect(await policies(namespace)).toEqual(Object.fromEntries(standing));
  });

  test('takes the other end of each agreement away, and nothing else of the other', async () => {
    const names = Object.keys(await policies(PEER));
    expect(names).toContain('streha-gateway');
    expect(names.filter((name) => name.startsWith('streha-serves.'))).toEqual([]);
    expect([...before.keys()]).toContain(`NetworkPolicy ${PEER}/streha-serves.search.biblioteka.register`);
  });

  test('changes the two namespaces, their policies and the other end; all else stays', async () => {
    const after = await contents(hands.admin, open);
    const changed = [...before].filter(
      ([name, content]) => JSON.stringify(content) !== JSON.stringify(after.get(name)),
    );
    const of = (namespace: string) => [
      `Namespace ${namespace}`,
      ...['streha-dns', 'streha-monitoring', 'streha-own-namespace'].map(
        (name) => `NetworkPolicy ${namespace}/${name}`,
      ),
      ...['kubernetes-api', 'internet.bank', 'calls.arkiva.register.search'].map(
        (name) => `NetworkPolicy ${namespace}/streha-${name}`,
      ),
    ];
    const serves = 'streha-serves.search.biblioteka.register';
    expect(changed.map(([name]) => name).sort()).toEqual(
      [
        ...of(HOME),
        `NetworkPolicy ${HOME}/streha-gateway`, // a test has no hostname
        ...of(SISTER),
        `NetworkPolicy ${PEER}/${serves}`,
        `NetworkPolicy arkiva-register-test/${serves}`,
      ].sort(),
    );
    expect([...after.keys()].filter((name) => !before.has(name))).toEqual([]);
  });

  test('says on the namespace since when, by whom and why', async () => {
    const { metadata } = must(await hands.admin.get({ apiVersion: 'v1', kind: 'Namespace', name: HOME }));
    expect(metadata.labels?.[LABEL.quarantine]).toBe('true');
    expect(metadata.annotations).toMatchObject({
      [ANNOTATION.quarantineSince]: '2026-05-30',
      [ANNOTATION.quarantineBy]: 'AKCESK',
      [ANNOTATION.quarantineReason]: 'An intruder',
    });
  });

  test('keeps its people out, and neither the platform nor the other agency', async () => {
    const dryRun = true;
    for (const namespace of [HOME, SISTER]) {
      const refused = denialOf(await tenant.create(pod(namespace), { dryRun }));
      expect(refused).toMatchObject({ control: 'admission-policy', name: 'streha-quarantine' });
      expect(denialOf(await hands.deployer.create(pod(namespace), { dryRun }))).toBeUndefined();
    }
    const other = memberOf(hands.admin, fleet, PEER);
    expect(denialOf(await other.create(pod('arkiva-register-test'), { dryRun }))).toBeUndefined();
  });

  test('leaves what runs as it is, for its people to read', async () => {
    const { metadata } = must(await tenant.get({ apiVersion: 'v1', kind: 'Pod', namespace: HOME, name: 'running' }));
    expect(metadata.deletionTimestamp).toBeUndefined();
  });

  test('applied again changes nothing', async () => {
    const now = await contents(hands.admin, closed);
    mustBeAccepted(await applyAgain(hands.deployer, closed));
    expect(await contents(hands.admin, closed)).toEqual(now);
  });

  test('once its lines are gone, leaves everything as it was', async () => {
    await roll(hands.deployer, closed, open);
    expect(await contents(hands.admin, open)).toEqual(before);
    await eventually('the end', async () => must(await tenant.create(pod(HOME))));
    expect(
      denialOf(await tenant.create(networkPolicy(HOME, { ingress: [{ from: [{ podSelector: {} }] }] }))),
    ).toBeUndefined();
  });
});

const POLICY = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' };
const objectsOf = ({ operators, platform, agencies }: RenderedSite) =>
  [operators, platform, ...agencies].flatMap(({ objects }) => objects);

/** From one state of the definitions to the next, as Terraform goes: what is there is applied, what vanished deleted. */
async function roll(deployer: KubeClient, from: RenderedSite, to: RenderedSite): Promise<void> {
  mustBeAccepted(await applyAgain(deployer, to));
  const kept = new Set(objectsOf(to).map((object) => describeRef(refTo({ ...object }))));
  for (const object of objectsOf(from)) {
    const ref: ObjectRef = refTo({ ...object });
    if (!kept.has(describeRef(ref))) must(await deployer.delete(ref));
  }
}

/** What the server holds of every object of a site that stands, by `Kind namespace/name`. */
async function contents(admin: KubeClient, site: RenderedSite): Promise<ReadonlyMap<string, Content>> {
  const all = await Promise.all(
    objectsOf(site).map(async (object) => {
      const ref = refTo({ ...object });
      const answer = await admin.get(ref);
      if (!answer.ok) return [];
      const { metadata, spec, data, subjects, roleRef } = answer.body;
      const { labels, annotations } = metadata;
      const content = { spec, data, subjects, roleRef, ...(labels && { labels }), ...(annotations && { annotations }) };
      return [[describeRef(ref), content] as const];
    }),
  );
  return new Map(all.flat());
}
