import { type Guard, guards } from '../../../constructs/guardrails';
import { CONFIG } from '../../constructs/guardrails/config';
import { KubeClient, must } from '../harness/client';
import { type ControlPlane, startControlPlane } from '../harness/control-plane';
import { installCrds } from '../harness/crds';
import type { KubeObject } from '../harness/objects';
import { eventually, installGuards, object } from './house';

/** The policies as objects: what the API server makes of them. */
let controlPlane: ControlPlane;
let admin: KubeClient;
beforeAll(async () => {
  controlPlane = await startControlPlane();
  admin = KubeClient.fromKubeconfig(controlPlane.kubeconfig);
  await installCrds(admin, ['gateway-api']);
  await installGuards(admin);
});
afterAll(async () => {
  admin?.close();
  await controlPlane?.stop();
});

const ALL = guards(CONFIG);

type Checked = KubeObject & {
  readonly metadata: { readonly generation: number; readonly resourceVersion: string };
  readonly spec: unknown;
  readonly status?: {
    readonly observedGeneration?: number;
    readonly typeChecking?: {
      readonly expressionWarnings?: readonly { readonly fieldRef: string; readonly warning: string }[];
    };
  };
};

const stored = async (one: object): Promise<Checked> => {
  const { apiVersion, kind, metadata } = object(one);
  return must(await admin.get<Checked>({ apiVersion, kind, name: metadata.name ?? '' }));
};

/** What the API server thinks of the types, once it has looked. */
const warnings = (one: object) =>
  eventually('the types to be checked', async () => {
    const { metadata, status } = await stored(one);
    return status?.observedGeneration === metadata.generation && (status.typeChecking?.expressionWarnings ?? []);
  });

describe.each(ALL.map((guard) => [guard.name, guard] as const))('%s', (_, guard: Guard) => {
  it('names no field its kinds do not have', async () => {
    expect(await warnings(guard.policy)).toEqual([]);
  });

  it('is stored as it was written, so that a second plan has nothing to say', async () => {
    for (const one of [guard.policy, guard.binding]) {
      const { metadata, spec } = await stored(one);
      expect(spec).toEqual(one.spec);
      expect(must(await admin.apply(object(one))).metadata.resourceVersion).toBe(metadata.resourceVersion);
    }
  });
});

/** Policies of any kind, for which there is nothing to check. */
const UNTYPED = ALL.filter(({ policy }) =>
  policy.spec.matchConstraints.resourceRules.some(({ apiVersions }) => apiVersions.includes('*')),
).map(({ name }) => name);

it('knows which of them it cannot check', () => {
  expect(UNTYPED).toEqual([
    'streha-owned-objects',
    'streha-protected-objects',
    'streha-quarantine',
    'streha-dns-annotations',
    'streha-foreign-kinds',
    'streha-finalizers',
    'streha-backups',
  ]);
});

it('finds a misspelt field in each of the others', async () => {
  const typed = ALL.filter(({ name }) => !UNTYPED.includes(name));
  expect(typed.length + UNTYPED.length).toBe(ALL.length);
  for (const { policy } of typed) {
    const [first, ...rest] = policy.spec.validations;
    if (!first) throw new Error('a policy without validations');
    const expression = `object.metadata.nane == '' || (${first.expression})`;
    const misspelt = {
      ...policy,
      metadata: { ...policy.metadata, name: `${policy.metadata.name}-misspelt` },
      spec: { ...policy.spec, validations: [{ ...first, expression }, ...rest] },
    };
    must(await admin.apply(object(misspelt)));
    expect(JSON.stringify(await warnings(misspelt))).toContain("undefined field 'nane'");
  }
});
