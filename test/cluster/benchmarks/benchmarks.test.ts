import { type Control, denialOf } from '../harness/denial';
import { useSample } from '../sample/cluster';
import { expectCurrentPage } from '../sample/committed-page';
import { servedResources } from '../sample/served';
import { groupsOf, TENANT } from '../sample/tenants';
import type { Cast, Question } from './benchmark';
import { BENCHMARKS, benchmarksPage } from './benchmarks';

const sample = useSample();
let cast: Cast;

beforeAll(async () => {
  const { fleet, admin, deployer } = sample();
  const [home, small, foreign] = [TENANT.benchmarks, TENANT.counts, TENANT.foreign];
  const person = (namespace: string) => ({ user: 'arta', groups: groupsOf(fleet, namespace, 'admin') });
  const groups = [home, small].flatMap((namespace) => groupsOf(fleet, namespace, 'admin'));
  cast = {
    fleet,
    admin,
    platform: deployer,
    arta: admin.as('arta', groups),
    who: person(home),
    neighbour: person(foreign),
    home,
    small,
    foreign,
    served: await servedResources(admin),
  };
});

test('the list is whole: 19 checks that kubectl-mtb runs, and 4 it never wrote', () => {
  const unwritten = BENCHMARKS.filter(({ upstream }) => upstream.startsWith('Never implemented'));
  expect(BENCHMARKS).toHaveLength(23);
  expect(unwritten).toHaveLength(4);
  expect(new Set(BENCHMARKS.map(({ title }) => title)).size).toBe(23);
});

test('the documentation is current', () => expectCurrentPage('benchmarks.md', benchmarksPage()));

/** How the documentation speaks of a control. */
const WORDS: Readonly<Partial<Record<Control, string>>> = {
  rbac: 'RBAC',
  escalation: 'the API server itself',
  'admission-policy': 'admission polic',
  'pod-security': 'Pod Security `restricted`',
  quota: 'quota',
};

describe.each(BENCHMARKS)('$id $title', ({ attempts, closed, open, objects, after, held }) => {
  if (after) afterAll(() => after(cast));

  test('is denied by the control named, and accepted when made legal', async () => {
    const all = attempts?.(cast) ?? [];
    expect(all.length).toBeGreaterThan(0);
    for (const { title, good, bad, by } of all) {
      expect([title, denialOf(await good())]).toEqual([title, undefined]);
      const denial = denialOf(await bad());
      expect([title, denial]).toEqual([title, expect.objectContaining({ control: by.control })]);
      if (by.names) expect(by.names).toContain(denial?.name);
      expect(held).toContain(WORDS[by.control] ?? '-');
      if (by.control === 'admission-policy') for (const name of by.names ?? []) expect(held).toContain(`\`${name}\``);
    }
  });

  if (closed) test('the rights it asks for are not held', async () => expect(await allowed(closed(cast))).toEqual([]));

  if (open) {
    test('the rights it takes for granted are held', async () => {
      const wanted = open(cast);
      expect(await allowed(wanted)).toEqual(wanted);
    });
  }

  if (objects) test('the objects say so', () => objects(cast));
});

/** Those of the questions the authorizer says yes to. */
async function allowed(questions: readonly Question[]): Promise<readonly Question[]> {
  expect(questions.length).toBeGreaterThan(0);
  const answers = await Promise.all(questions.map((question) => cast.admin.can({ ...cast.who, ...question })));
  return questions.filter((_, index) => answers[index]);
}
