import { MANAGED_BY, STREHA } from '../../../../constructs/names';
import { must } from '../../harness/client';
import { denialOf } from '../../harness/denial';
import { describeRef, refTo } from '../../harness/objects';
import { networkPolicy, object, roleBinding } from '../../sample/workloads';
import type { Attempt, Benchmark, Cast } from '../benchmark';

const OWNED = { control: 'admission-policy', names: ['streha-owned-objects'] } as const;
/** What holds a tenant in is guarded twice. */
const KEPT = { control: 'admission-policy', names: ['streha-owned-objects', 'streha-protected-objects'] } as const;
const POLICIES = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' };

/** Objects of the platform by kind, and one of the tenant's own of the same kind, which is hers to delete. */
const KINDS = [
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    name: 'streha-deny-all',
    mine: (n: string) => networkPolicy(n, {}, 'mine'),
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    name: 'streha-admin',
    mine: (n: string) =>
      roleBinding(
        n,
        { kind: 'ClusterRole', name: 'streha-tenant-viewer' },
        { kind: 'ServiceAccount', name: 'mine', namespace: n },
        'mine',
      ),
  },
  {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    name: 'default',
    mine: (n: string) => object('v1', 'ServiceAccount', n, 'mine'),
  },
] as const;

/** Checks of what the platform put into the tenant's namespace. */
export const platformObjectChecks: readonly Benchmark[] = [
  {
    id: 'CPI-2',
    title: 'Block access to multitenant resources',
    upstream: 'Deletes, as a dry run, every object in the namespace with a label the caller names.',
    held: 'admission policies `streha-owned-objects` and, for what holds the tenant in, `streha-protected-objects`; RBAC for quota and limits',
    objects: deletesNone,
    attempts: ({ arta, home }) => [
      ...KINDS.flatMap(({ apiVersion, kind, name, mine }): readonly Attempt[] => {
        const [theirs, hers] = [
          { apiVersion, kind, namespace: home, name },
          { apiVersion, kind, namespace: home, name: 'mine' },
        ];
        return [
          {
            title: `deleting the ${kind} ${name}`,
            good: async () => {
              must(await arta.create(mine(home)));
              return arta.delete(hers);
            },
            bad: () => arta.delete(theirs, { dryRun: true }),
            by: KEPT,
          },
          {
            title: `taking the label off the ${kind} ${name}`,
            good: () => arta.create({ ...mine(home) }, { dryRun: true }),
            bad: () => arta.patch(theirs, { metadata: { labels: { [MANAGED_BY]: null } } }, { dryRun: true }),
            by: OWNED,
          },
        ];
      }),
      {
        title: 'deleting all NetworkPolicies at once',
        good: () => arta.list({ ...POLICIES, namespace: home }),
        bad: () => arta.delete({ ...POLICIES, namespace: home }),
        by: KEPT,
      },
      {
        title: 'a name of the platform',
        good: () => arta.create(object('v1', 'ConfigMap', home, 'mine'), { dryRun: true }),
        bad: () => arta.create(object('v1', 'ConfigMap', home, 'streha-mine'), { dryRun: true }),
        by: OWNED,
      },
      ...['ResourceQuota', 'LimitRange'].map((kind): Attempt => {
        const ref = {
          apiVersion: 'v1',
          kind,
          namespace: home,
          name: kind === 'LimitRange' ? 'streha-limits' : 'streha-quota',
        };
        return {
          title: `deleting the ${kind}`,
          good: () => arta.get(ref),
          bad: () => arta.delete(ref, { dryRun: true }),
          by: { control: 'rbac' },
        };
      }),
    ],
  },
];

/** As upstream does it: every object with the label, whatever its kind, by the control that may refuse it. */
async function deletesNone({ admin, arta, home, served }: Cast): Promise<void> {
  const kinds = await admin.discovery.refresh();
  const labelSelector = `${MANAGED_BY}=${STREHA}`;
  const listable = new Set(served.filter(({ namespaced }) => namespaced).map(({ resource }) => resource));
  const found = await Promise.all(
    [...kinds].map(async ([key, { plural, namespaced, verbs }]) => {
      if (!namespaced || !listable.has(plural) || !verbs.includes('list')) return [];
      const [kind = '', ...apiVersion] = key.split('/').reverse();
      const ref = { apiVersion: apiVersion.reverse().join('/'), kind };
      const { items } = must(await admin.list({ ...ref, namespace: home }, { labelSelector }));
      return items.map((item) => refTo({ ...item, ...ref }));
    }),
  );
  const outcomes = await Promise.all(
    found.flat().map(async (ref) => {
      const denial = denialOf(await arta.delete(ref, { dryRun: true }));
      return [describeRef(ref), denial?.control === 'rbac' ? 'rbac' : denial?.name];
    }),
  );
  expect(outcomes.length).toBeGreaterThan(9);
  const holders = ['rbac', ...KEPT.names];
  expect(outcomes.filter(([, by]) => by === undefined || !holders.includes(by))).toEqual([]);
}
