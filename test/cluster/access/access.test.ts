import { TENANT_ROLES, type TenantRole } from '../../../constructs';
import type { AccessQuestion, KubeClient } from '../harness/client';
import { useSample } from '../sample/cluster';
import { expectCurrentPage } from '../sample/committed-page';
import { nameOf, type Served, servedResources } from '../sample/served';
import { groupsOf, TENANT } from '../sample/tenants';
import { accessPage, OBJECT_VERBS, type Row, VERBS } from './matrix';

/** Paths that are no resource and say something of the cluster. */
const PATHS = ['/', '/metrics', '/logs', '/logs/', '/debug/pprof', '/configz', '/flagz', '/statusz'];

const sample = useSample();
let served: readonly Served[];
let rows: readonly Row[];

beforeAll(async () => {
  served = await servedResources(sample().admin);
  rows = await Promise.all(served.filter(({ namespaced }) => namespaced).map(row));
});

test('the whole API is asked about', () => {
  const names = served.map(({ group, ...resource }) => `${group}/${nameOf(resource)}`);
  expect(served.length).toBeGreaterThan(140);
  expect(names).toEqual(
    expect.arrayContaining(['/pods', '/pods/exec', '/services/proxy', 'apps/deployments/scale', 'velero.io/backups']),
  );
});

test('the table in the documentation is what the API server says', () => {
  const answers = rows.flatMap(({ verbs }) => Object.values(verbs).flat());
  expect(answers.length).toBeGreaterThan(300);
  // Another version of Kubernetes serves other resources; what the roles hold of them is asserted below.
  if (sample().own) expectCurrentPage('access.md', accessPage(rows));
});

// Rights only add up: what somebody in the groups of all four roles may not do, nobody in one of them may.
describe('somebody with every role in a tenant', () => {
  const everything = () => ({
    user: 'arta',
    groups: TENANT_ROLES.flatMap((role) => groupsOf(sample().fleet, TENANT.access, role)),
  });

  test('has rights in the own namespace', async () => {
    const questions = questionsAbout(served, { namespace: TENANT.access });
    expect((await allowed(sample().admin, everything(), questions)).length).toBeGreaterThan(100);
  });

  test.each([
    ["another agency's namespace", { namespace: TENANT.foreign }],
    ['a namespace of the platform', { namespace: 'velero' }],
    ['the namespace of the cluster', { namespace: 'kube-system' }],
    ['cluster scope', {}],
  ])('has none in %s beyond those of everybody who has logged in', async (_, where) => {
    const questions = questionsAbout(served, where);
    expect(questions.length).toBeGreaterThan(2000);
    expect(await beyondEverybody(questions)).toEqual([]);
  });

  test('has none on paths that are no resource beyond those of everybody who has logged in', async () => {
    expect(await beyondEverybody(PATHS.map((path) => ({ verb: 'get', path })))).toEqual([]);
  });

  /** Whatever is allowed that is not allowed to somebody in no group. */
  async function beyondEverybody(questions: readonly Question[]): Promise<readonly Question[]> {
    const mine = await allowed(sample().admin, everything(), questions);
    const everybodys = await allowed(sample().admin, { user: 'nobody', groups: [] }, mine);
    return mine.filter((question) => !everybodys.includes(question));
  }
});

describe('in the own namespace', () => {
  const holders = (resource: string, verbs: readonly string[], group = ''): readonly TenantRole[] =>
    TENANT_ROLES.filter((role) => {
      const row = rows.find((one) => one.served.group === group && nameOf(one.served) === resource);
      if (!row) throw new Error(`the API server serves no ${resource}`);
      return row.verbs[role].some((verb) => verbs.includes(verb));
    });
  const WRITES = OBJECT_VERBS.slice(3);

  test('viewers read no Secrets and no logs, others do', () => {
    expect(holders('secrets', VERBS)).toEqual(['admin', 'developer', 'deployer']);
    expect(holders('pods/log', VERBS)).toEqual(['admin', 'developer']);
    expect(holders('pods', ['get', 'list', 'watch'])).toEqual(TENANT_ROLES);
  });

  test('viewers change nothing', () => {
    const changed = rows.filter(({ verbs }) => verbs.viewer.some((verb) => !['get', 'list', 'watch'].includes(verb)));
    expect(changed.map(({ served }) => nameOf(served))).toEqual([]);
    expect(holders('configmaps', WRITES)).toEqual(['admin', 'developer', 'deployer']);
  });

  test('nobody writes quotas, limits or endpoints; all read the first two', () => {
    for (const resource of ['resourcequotas', 'limitranges']) {
      expect([resource, holders(resource, WRITES)]).toEqual([resource, []]);
      expect([resource, holders(resource, ['get'])]).toEqual([resource, TENANT_ROLES]);
    }
    expect(holders('endpoints', VERBS)).toEqual([]);
    expect(holders('endpointslices', WRITES, 'discovery.k8s.io')).toEqual([]);
  });

  test('nobody touches the namespace itself', async () => {
    const itself = { resource: 'namespaces', namespace: TENANT.access, name: TENANT.access };
    const questions = VERBS.flatMap((verb) => [
      { verb, ...itself },
      { verb, ...itself, subresource: 'status' },
      { verb, ...itself, subresource: 'finalize' },
    ]);
    const admin = { user: 'arta', groups: groupsOf(sample().fleet, TENANT.access, 'admin') };
    expect(await allowed(sample().admin, admin, questions)).toEqual([]);
  });

  test('nobody goes past the network policies through the API server, or past the scheduler', () => {
    for (const resource of ['pods/proxy', 'services/proxy', 'pods/binding', 'bindings', 'podtemplates']) {
      expect([resource, holders(resource, VERBS)]).toEqual([resource, []]);
    }
    expect(holders('pods/portforward', ['create'])).toEqual(['admin', 'developer']);
  });

  test('nobody writes a status', () => {
    const statuses = rows.filter(({ served }) => served.subresource === 'status');
    expect(statuses.length).toBeGreaterThan(20);
    const written = statuses.filter(({ verbs }) => TENANT_ROLES.some((role) => verbs[role].length > 0));
    expect(written.map(({ served }) => nameOf(served))).toEqual([]);
  });

  test('nobody holds a verb that hands on or takes rights', () => {
    const special = rows.filter(({ verbs }) =>
      TENANT_ROLES.some((role) => verbs[role].some((verb) => !(OBJECT_VERBS as readonly string[]).includes(verb))),
    );
    expect(special.map(({ served }) => nameOf(served))).toEqual([]);
  });

  test('nobody touches what Velero and the Prometheus operator are told', () => {
    const theirs = rows.filter(({ served }) => ['velero.io', 'monitoring.coreos.com'].includes(served.group));
    expect(theirs.length).toBeGreaterThan(15);
    const held = theirs.filter(({ verbs }) => TENANT_ROLES.some((role) => verbs[role].length > 0));
    expect(held.map(({ served }) => nameOf(served))).toEqual([]);
  });
});

type Question = Omit<AccessQuestion, 'user' | 'groups'>;

/** Every verb on every resource. */
function questionsAbout(resources: readonly Served[], where: { readonly namespace?: string }): readonly Question[] {
  return resources.flatMap(({ namespaced: _, ...resource }) => VERBS.map((verb) => ({ verb, ...resource, ...where })));
}

/** The questions to which the authorizer says yes. */
async function allowed(
  admin: KubeClient,
  who: { readonly user: string; readonly groups: readonly string[] },
  questions: readonly Question[],
): Promise<readonly Question[]> {
  const answers = await Promise.all(questions.map((question) => admin.can({ ...who, ...question })));
  return questions.filter((_, index) => answers[index]);
}

/** What each role may do to one resource. */
async function row(resource: Served): Promise<Row> {
  const questions = questionsAbout([resource], { namespace: TENANT.access });
  const cells = await Promise.all(
    TENANT_ROLES.map(async (role) => {
      const groups = groupsOf(sample().fleet, TENANT.access, role);
      const yes = await allowed(sample().admin, { user: 'arta', groups }, questions);
      return [role, yes.map(({ verb }) => verb)] as const;
    }),
  );
  return { served: resource, verbs: Object.fromEntries(cells) as Record<TenantRole, string[]> };
}
