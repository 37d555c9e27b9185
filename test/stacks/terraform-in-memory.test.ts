import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TerraformOutput } from 'cdktf';
import { renderStacks } from '../../cli/stacks-on-disk';
import { type Fleet, loadFleet } from '../../definition';
import { renderStack } from '../../manifests';
import { AgencyStack, type AgencyStackProps, FleetApp } from '../../stacks';

const { fleet } = loadFleet(join(__dirname, '../..'), { asOf: '2026-06-01' }) as { readonly fleet: Fleet };

test('what a stack says in memory makes the very objects its file makes', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'terraform-'));
  try {
    const app = new FleetApp({ fleet, outdir });
    app.synth();
    const said = [...app.terraform()].map(([name, terraform]) => renderStack(name, terraform));
    const byName = (a: { readonly name: string }, b: { readonly name: string }) => (a.name < b.name ? -1 : 1);
    expect(said.sort(byName)).toEqual(renderStacks(outdir).sort(byName));
  } finally {
    rmSync(outdir, { recursive: true });
  }
});

test('of one site alone, its stacks alone', () => {
  const names = [...new FleetApp({ fleet, site: 'vlora' }).terraform().keys()];
  expect(names.length).toBeGreaterThan(2);
  expect(names.filter((name) => !name.startsWith('vlora-'))).toEqual([]);
});

test('what cdktf alone can resolve is not said in memory', () => {
  class Own extends AgencyStack {
    constructor(scope: ConstructorParameters<typeof AgencyStack>[0], props: AgencyStackProps) {
      super(scope, props);
      new TerraformOutput(this, 'namespace', { value: 'x' });
    }
  }
  const app = new FleetApp({ fleet, ownStacks: { tatimet: Own } });
  expect(() => app.terraform()).toThrow('stack tirana-tatimet has to be synthesised first');
});
