import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ANNOTATION, callsPolicyName, servesPolicyName } from '../../../constructs/names';
import { connections, type PodLabels } from '../../../definition';
import { renderYaml } from '../../../manifests';
import { KubeClient, must } from '../harness/client';
import { describeRef, refTo } from '../harness/objects';
import { run } from '../harness/run';
import { sharedCluster } from '../harness/shared';
import { applyAgain, applySite, type Hands, settled } from './apply-site';
import { type Applied, FIELD_MANAGER } from './apply-stack';
import { START_TIMEOUT } from './cluster';
import { type RenderedSite, renderSite, sampleGovernment } from './government';
import { type RunningSite, startSite } from './start-site';

// A control plane each, untouched by other tests: here not a single resource version may move.
const describeOwn = sharedCluster().own ? describe : describe.skip;
const fleet = sampleGovernment();
jest.setTimeout(120_000);

describeOwn.each([
  { site: 'tirana', agencies: 16 },
  { site: 'vlora', agencies: 16 },
])('the sample government in $site', ({ site, agencies }) => {
  let running: RunningSite;
  let hands: Hands;
  let stacks: RenderedSite;
  let first: readonly Applied[];

  beforeAll(async () => {
    stacks = renderSite(fleet, site);
    running = await startSite(fleet, site);
    const { kubeconfig, contexts } = running;
    const client = (context: string) => KubeClient.fromKubeconfig(kubeconfig, context);
    hands = { admin: client(contexts.admin), deployer: client(contexts.deployer) };
    first = await applySite(hands, stacks);
    await reportOnGateways(hands.admin, stacks);
    await settled(hands.admin);
  }, START_TIMEOUT);

  afterAll(async () => {
    hands?.admin.close();
    hands?.deployer.close();
    await running?.stop();
  });

  test('has operators, a platform and every agency', () => {
    expect(stacks.operators.releases).toEqual(['cert-manager', 'gateway', 'prometheus', 'velero']);
    expect(stacks.agencies.map(({ name }) => name)).toEqual(fleet.agencies.map(({ key }) => `${site}-${key}`));
    expect(stacks.agencies).toHaveLength(agencies);
    expect(first.length).toBeGreaterThan(400);
  });

  // The first to apply it is an administrator of the cluster, whom the guardrails do not take for the platform: what
  // came after them would be refused wherever they come into force before the stack is through.
  test('puts its guardrails up last', () => {
    const kinds = stacks.platform.objects.map(({ kind }) => kind);
    const guarded = kinds.filter((kind) => ['ClusterRole', 'ClusterRoleBinding', 'PriorityClass'].includes(kind));
    expect(guarded.length).toBeGreaterThan(8);
    const firstGuard = kinds.indexOf('ValidatingAdmissionPolicyBinding');
    expect(kinds.slice(firstGuard).filter((kind) => guarded.includes(kind))).toEqual([]);
  });

  test('is accepted to the last object, without a warning', () => {
    expect(first.filter(({ denial }) => denial)).toEqual([]);
    expect(first.filter(({ warnings }) => warnings.length > 0)).toEqual([]);
  });

  test('stands as it was applied: every object is there', async () => {
    const there = await snapshot(hands.admin, stacks);
    expect(first.map(({ object }) => object).filter((object) => !there.has(object))).toEqual([]);
  });

  test('lets through, on both sides of every agreement, what the agreement says', async () => {
    const there = await snapshot(hands.admin, stacks);
    const here = fleet.platform.sites.find(({ key }) => key === site);
    const agreed = here ? connections(fleet, here) : [];
    expect(agreed.length).toBeGreaterThan(50);
    for (const { link, consumer, provider } of agreed) {
      const { service, agreement } = link.offer;
      const [from, to] = [peer(consumer.namespace, link.call.pods), peer(provider.namespace, service.pods)];
      const ports = [{ port: service.port, protocol: 'TCP' }];
      const serves = there.get(`NetworkPolicy ${provider.namespace}/${servesPolicyName(link.service, link.consumer)}`);
      const calls = there.get(`NetworkPolicy ${consumer.namespace}/${callsPolicyName(link.service)}`);
      expect([serves?.spec, calls?.spec]).toEqual([
        { podSelector: to.podSelector, policyTypes: ['Ingress'], ingress: [{ from: [from], ports }] },
        { podSelector: from.podSelector, policyTypes: ['Egress'], egress: [{ to: [to], ports }] },
      ]);
      for (const policy of [serves, calls]) {
        expect(policy?.metadata.annotations).toEqual({
          [ANNOTATION.consumer]: link.consumer,
          [ANNOTATION.service]: link.service,
          [ANNOTATION.data]: service.data,
          ...(agreement.basis !== undefined && { [ANNOTATION.basis]: agreement.basis }),
          [ANNOTATION.purpose]: agreement.purpose,
          [ANNOTATION.until]: agreement.until,
        });
      }
    }
  });

  test('applied again by the deployer, changes nothing', async () => {
    const before = await snapshot(hands.admin, stacks);
    const again = await applyAgain(hands.deployer, stacks);
    const after = await snapshot(hands.admin, stacks);

    expect(again.filter(({ denial }) => denial)).toEqual([]);
    expect(again.filter(({ warnings }) => warnings.length > 0)).toEqual([]);
    expect(after).toEqual(before);
  });

  test('applied by kubectl from its YAML, changes nothing', async () => {
    const before = await snapshot(hands.admin, stacks);
    const file = join(running.kubeconfig, '..', 'stack.yaml');
    for (const stack of [stacks.platform, stacks.agencies[0]]) {
      if (stack) writeFileSync(file, renderYaml(stack));
      const { kubeconfig, contexts, kubectl } = running;
      const as = ['--kubeconfig', kubeconfig, '--context', contexts.deployer];
      const how = ['--server-side', `--field-manager=${FIELD_MANAGER}`, '-f', file];
      const { code, stdout, stderr } = await run(kubectl, [...as, 'apply', ...how]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout.trim().split('\n')).toHaveLength(stack?.objects.length ?? 0);
    }
    expect(await snapshot(hands.admin, stacks)).toEqual(before);
  });
});

const peer = (namespace: string, pods: PodLabels) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
  podSelector: { matchLabels: pods },
});

/**
 * What the server holds of every object of a site, by `Kind namespace/name`. The resource version included: an apply
 * that leaves the content but not the version makes every watcher look again.
 */
async function snapshot(admin: KubeClient, { operators, platform, agencies }: RenderedSite) {
  const objects = [operators, platform, ...agencies].flatMap((stack) => stack.objects);
  const kinds = new Map(objects.map(({ apiVersion, kind }) => [`${apiVersion}/${kind}`, { apiVersion, kind }]));
  const lists = await Promise.all(
    [...kinds.values()].map(async (ref) => {
      const { items } = must(await admin.list(ref));
      return items.map((item) => [describeRef(refTo({ ...item, ...ref })), item] as const);
    }),
  );
  return new Map(lists.flat());
}

/**
 * As the gateway's controller does. Without a report the API server makes one up, and stores it at the first update,
 * whoever makes it and whatever it holds.
 */
async function reportOnGateways(admin: KubeClient, { platform }: RenderedSite): Promise<void> {
  const condition = { type: 'Accepted', status: 'True', reason: 'Accepted', message: '', lastTransitionTime: now() };
  for (const object of platform.objects.filter(({ kind }) => kind.startsWith('Gateway'))) {
    must(
      await admin.patch({ ...refTo({ ...object }), subresource: 'status' }, { status: { conditions: [condition] } }),
    );
  }
}

const now = (): string => new Date().toISOString().replace(/\.\d+/, '');
