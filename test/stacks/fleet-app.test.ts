import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadFleet } from '../../definition';
import { FleetApp } from '../../stacks';
import { ownStacks } from '../../stacks/own-stacks';

interface Stack {
  readonly terraform: { readonly backend: Record<string, unknown> };
  readonly provider: Record<string, unknown>;
  readonly resource: Record<string, Record<string, Record<string, unknown>>>;
}

interface Output {
  readonly order: Readonly<Record<string, readonly string[]>>;
  readonly stacks: Readonly<Record<string, Stack>>;
}

function synthesise(): Output {
  const { fleet } = loadFleet(join(__dirname, '../..'));
  if (!fleet) throw new Error('the sample government has errors');
  const outdir = mkdtempSync(join(tmpdir(), 'fleet-'));
  try {
    new FleetApp({ fleet, ownStacks, outdir }).synth();
    const read = (path: string) => JSON.parse(readFileSync(join(outdir, path), 'utf8'));
    const manifest = read('manifest.json') as {
      stacks: Record<string, { dependencies: string[]; synthesizedStackPath: string }>;
    };
    const entries = Object.entries(manifest.stacks);
    return {
      order: Object.fromEntries(entries.map(([name, { dependencies }]) => [name, dependencies])),
      stacks: Object.fromEntries(entries.map(([name, { synthesizedStackPath }]) => [name, read(synthesizedStackPath)])),
    };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

const { order, stacks } = synthesise();
const resourceTypes = (stack: string): string[] => Object.keys(stacks[stack]?.resource ?? {}).sort();

test('each site is built from its operators up: platform, then agencies', () => {
  for (const [name, dependencies] of Object.entries(order)) {
    const site = name.split('-')[0];
    const expected = name.endsWith('-operators')
      ? []
      : name.endsWith('-platform')
        ? [`${site}-operators`]
        : [`${site}-platform`];
    expect([name, dependencies]).toEqual([name, expected]);
  }
});

test('no stack holds an object of a kind that its own releases bring', () => {
  for (const site of ['tirana', 'vlora']) {
    expect(resourceTypes(`${site}-operators`)).toEqual(['helm_release', 'kubernetes_namespace_v1']);
    expect(resourceTypes(`${site}-platform`)).not.toContain('helm_release');
  }
});

test('guardrails come last: who deploys a platform for the first time is nobody they know', () => {
  const { resource } = stacks['tirana-platform'] as Stack;
  const all = Object.entries(resource).flatMap(([type, byId]) => Object.keys(byId).map((id) => `${type}.${id}`));
  const others = all.filter((address) => !address.includes('.Guardrails_')).sort();
  const policies = Object.entries(resource.kubernetes_manifest ?? {}).filter(([id]) =>
    /^Guardrails_.*_Policy_/.test(id),
  );
  expect(others.length).toBeGreaterThan(10);
  expect(policies.length).toBeGreaterThan(10);
  for (const [id, { depends_on }] of policies) expect([id, depends_on]).toEqual([id, others]);
});

test("everything made of YAML alone carries the platform's label", () => {
  for (const [name, { resource }] of Object.entries(stacks)) {
    for (const [type, byId] of Object.entries(resource)) {
      if (type === 'helm_release') continue;
      for (const [id, body] of Object.entries(byId)) {
        const { metadata } = (body.manifest ?? body) as { metadata: { labels?: Record<string, string> } };
        expect([name, id, metadata.labels?.['app.kubernetes.io/managed-by']]).toEqual([name, id, 'streha']);
      }
    }
  }
});

test('a stack knows its kubeconfig by context and its state by a path that is the same on every machine', () => {
  for (const [name, { terraform, provider }] of Object.entries(stacks)) {
    expect(provider.kubernetes).toEqual([{ config_context: name.split('-')[0] }]);
    expect(terraform.backend).toEqual({ local: { path: `../../../state/${name}.tfstate` } });
  }
});

test('the standby holds production of the classes that keep a copy there, its backups at rest', () => {
  const namespaces = Object.entries(stacks)
    .filter(([name]) => /^vlora-(?!operators|platform)/.test(name))
    .flatMap(([, { resource }]) => Object.values(resource.kubernetes_namespace_v1 ?? {}))
    .map((body) => (body as { metadata: { labels: Record<string, string> } }).metadata.labels);
  expect(namespaces.length).toBeGreaterThan(10);
  for (const labels of namespaces) {
    expect(labels['streha.al/environment']).toBe('prod');
    expect(['vital', 'essential']).toContain(labels['streha.al/continuity']);
  }
  for (const [name, { resource }] of Object.entries(stacks)) {
    for (const body of Object.values(resource.kubernetes_manifest ?? {})) {
      const { kind, spec } = body.manifest as { kind: string; spec: { paused?: boolean } };
      if (kind === 'Schedule') expect(spec.paused).toBe(name.startsWith('vlora-'));
    }
  }
});

test('two agencies have more than their file: a public route, a release from the mirror', () => {
  const routes = Object.values(stacks['tirana-akshi']?.resource.kubernetes_manifest ?? {}).filter(
    (body) => (body.manifest as { kind: string }).kind === 'HTTPRoute',
  );
  expect(routes).toHaveLength(2);
  const releases = Object.values(stacks['tirana-tatimet']?.resource.helm_release ?? {});
  expect(releases).toHaveLength(2);
  for (const release of releases) expect(release.repository).toMatch(/^oci:/);
});

/** What ties code to state: an id that moves is an object deleted and made again. A line here changes with a migration only. */
test('logical ids of the sample stay where they are', () => {
  const lines = Object.entries(stacks)
    .map(([name, { resource }]) => {
      const ids = Object.entries(resource).flatMap(([type, byId]) => Object.keys(byId).map((id) => `${type}.${id}`));
      return `${name} ${ids.length} ${createHash('sha256').update(ids.sort().join('\n')).digest('hex').slice(0, 16)}\n`;
    })
    .sort();
  expect(lines.join('')).toBe(readFileSync(join(__dirname, 'logical-ids.txt'), 'utf8'));
});
