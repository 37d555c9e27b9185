import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Fleet, loadFleet } from '../../../definition';
import { type RenderedStack, renderStack } from '../../../manifests';
import { FleetApp, operatorsStackName, platformStackName, SiteStack } from '../../../stacks';
import { ownStacks } from '../../../stacks/own-stacks';

/** Folder of the sample government's platform.yaml and agencies. */
const ROOT = join(__dirname, '../../..');

/**
 * The sample government, read from its files.
 *
 * @throws Error if they have errors
 */
export function sampleGovernment(): Fleet {
  const { fleet } = loadFleet(ROOT);
  if (!fleet) throw new Error('the sample government has errors: run `bin/streha validate`');
  return fleet;
}

/** What one site's stacks make, in the order they are applied. */
export interface RenderedSite {
  /** Third-party software: its namespaces alone, since Helm releases render to no object. */
  readonly operators: RenderedStack;
  readonly platform: RenderedStack;
  /** Independent of each other. */
  readonly agencies: readonly RenderedStack[];
}

/** Synthesises a fleet and renders what its stacks make on one site. */
export function renderSite(fleet: Fleet, site: string): RenderedSite {
  const outdir = mkdtempSync(join(tmpdir(), 'streha-sample-'));
  try {
    const app = new FleetApp({ fleet, ownStacks, outdir });
    app.synth();
    const names = app.node.children.flatMap((stack) =>
      stack instanceof SiteStack && stack.site.key === site ? [stack.node.id] : [],
    );
    const render = (name: string): RenderedStack =>
      renderStack(name, JSON.parse(readFileSync(join(outdir, 'stacks', name, 'cdk.tf.json'), 'utf8')));
    const [operators, platform] = [operatorsStackName(site), platformStackName(site)];
    return {
      operators: render(operators),
      platform: render(platform),
      agencies: names.filter((name) => name !== operators && name !== platform).map(render),
    };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
