import { must } from '../../harness/client';
import { standingNamespaces } from '../../sample/tenants';
import { networkPolicy } from '../../sample/workloads';
import type { Attempt, Benchmark, Cast } from '../benchmark';

const NAME = 'kubernetes.io/metadata.name';
const POLICIES = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' };
const own = [{ podSelector: {} }];

/** The network itself is not here: no pod runs. What is proved is that the objects leave a plugin no choice. */
export const networkChecks: readonly Benchmark[] = [
  {
    id: 'NI-1',
    title: 'Block network access across tenant namespaces',
    upstream: 'Never implemented: a description alone.',
    held: "NetworkPolicy `streha-deny-all`, and no policy beside it whose peers are another tenant's pods but by agreement; admission policies `streha-network-policies`, `streha-owned-objects` and `streha-protected-objects` keep it so",
    objects: deniesByDefault,
    attempts: ({ arta, platform, home, foreign }) => [
      ...opened(arta, home, 'lets another agency in', {
        ingress: [{ from: [{ namespaceSelector: { matchLabels: { [NAME]: foreign } } }] }],
      }),
      ...opened(arta, home, 'lets every namespace in', { ingress: [{ from: [{ namespaceSelector: {} }] }] }),
      ...opened(arta, home, 'lets an address in', { ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }] }),
      ...opened(arta, home, 'goes out to another agency', {
        egress: [{ to: [{ namespaceSelector: { matchLabels: { [NAME]: foreign } } }] }],
      }),
      {
        title: 'the denial taken away',
        good: () => arta.get({ ...POLICIES, namespace: home, name: 'streha-deny-all' }),
        bad: () => arta.delete({ ...POLICIES, namespace: home, name: 'streha-deny-all' }, { dryRun: true }),
        by: { control: 'admission-policy', names: ['streha-owned-objects', 'streha-protected-objects'] },
      },
      {
        title: 'the denial taken away by the platform',
        good: () => platform.get({ ...POLICIES, namespace: home, name: 'streha-deny-all' }),
        bad: () => platform.delete({ ...POLICIES, namespace: home, name: 'streha-deny-all' }, { dryRun: true }),
        by: { control: 'admission-policy', names: ['streha-protected-objects'] },
      },
    ],
  },
];

const opened = (arta: Cast['arta'], home: string, title: string, spec: object): readonly Attempt[] => [
  {
    title: `a policy that ${title}`,
    good: () => arta.create(networkPolicy(home, { ingress: [{ from: own }], egress: [{ to: own }] }), { dryRun: true }),
    bad: () => arta.create(networkPolicy(home, { ...spec }), { dryRun: true }),
    by: { control: 'admission-policy', names: ['streha-network-policies'] },
  },
];

interface Policy {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly podSelector: object;
    readonly policyTypes: readonly string[];
    readonly ingress?: readonly { readonly from?: readonly Peer[] }[];
    readonly egress?: readonly { readonly to?: readonly Peer[] }[];
  };
}
interface Peer {
  readonly namespaceSelector?: { readonly matchLabels?: Readonly<Record<string, string>> };
}

/** In every tenant namespace: all pods denied both ways, and whom the policies beside it open to, by name. */
async function deniesByDefault({ admin, fleet }: Cast): Promise<void> {
  const tenants = new Set(standingNamespaces(fleet));
  const { items } = must(await admin.list<Policy & { metadata: { namespace: string } }>(POLICIES));
  const denials = items.filter(({ metadata }) => metadata.name === 'streha-deny-all');
  expect(denials.map(({ metadata }) => metadata.namespace)).toEqual(expect.arrayContaining([...tenants]));
  for (const { spec } of denials) expect(spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });

  const agreed = agreements(fleet);
  for (const { metadata, spec } of items.filter(({ metadata }) => tenants.has(metadata.namespace))) {
    for (const peers of [...(spec.ingress ?? []).map(({ from }) => from), ...(spec.egress ?? []).map(({ to }) => to)]) {
      expect([metadata.name, peers ?? []]).not.toEqual([metadata.name, []]);
      for (const { namespaceSelector } of peers ?? []) {
        const named = namespaceSelector === undefined ? undefined : (namespaceSelector.matchLabels?.[NAME] ?? 'any');
        if (named === undefined || named === metadata.namespace) continue;
        expect([metadata.namespace, named, 'any']).not.toEqual([metadata.namespace, 'any', 'any']);
        if (tenants.has(named))
          expect(agreed).toContain(`${systemOf(fleet, metadata.namespace)} ${systemOf(fleet, named)}`);
      }
    }
  }
}

/** Pairs of systems with an agreement, both ways round. */
function agreements({ agencies }: Cast['fleet']): readonly string[] {
  return agencies.flatMap(({ key, systems }) =>
    systems.flatMap((system) =>
      system.exposes.flatMap(({ to }) =>
        to.flatMap(({ consumer }) => [`${key}/${system.key} ${consumer}`, `${consumer} ${key}/${system.key}`]),
      ),
    ),
  );
}

function systemOf({ agencies }: Cast['fleet'], namespace: string): string {
  for (const { key, systems } of agencies) {
    for (const system of systems) {
      if (system.environments.some((environment) => environment.namespace === namespace)) return `${key}/${system.key}`;
    }
  }
  return namespace;
}
