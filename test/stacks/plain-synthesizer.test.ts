import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1';
import { Annotations, Aspects, TerraformOutput, TerraformStack, Token } from 'cdktf';
import { type Fleet, loadFleet } from '../../definition';
import { FleetApp, SiteStack } from '../../stacks';
import { ownStacks } from '../../stacks/own-stacks';

const fleetIn = (folder: string): Fleet => {
  const { fleet } = loadFleet(join(__dirname, folder));
  if (!fleet) throw new Error(`${folder} has errors`);
  return fleet;
};

const SAMPLE = fleetIn('../..');
const SMALL = fleetIn('../fixtures/valid');

/** A failure names the stack, not its thousands of lines. */
const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** File -> digest of its bytes, after `change` had its way with each stack; `usual` without our shortcuts. */
function synthesised(
  fleet: Fleet,
  usual: boolean,
  change: (stack: SiteStack) => void = () => {},
): Record<string, string> {
  const outdir = mkdtempSync(join(tmpdir(), 'plain-'));
  try {
    const app = new FleetApp({ fleet, ownStacks, outdir });
    for (const child of app.node.children) {
      if (!(child instanceof SiteStack)) continue;
      change(child);
      if (usual) withoutShortcuts(child);
    }
    app.synth();
    const stacks = readdirSync(join(outdir, 'stacks')).sort();
    const files = ['manifest.json', ...stacks.map((name) => `stacks/${name}/cdk.tf.json`)];
    return Object.fromEntries(files.map((file) => [file, digest(readFileSync(join(outdir, file)))]));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function withoutShortcuts(stack: SiteStack): void {
  stack.synthesizer = Reflect.get(stack, 'usual');
  stack.prepareStack = TerraformStack.prototype.prepareStack;
}

test('every stack of the sample has the bytes cdktf gives it without shortcuts', () => {
  const ours = synthesised(SAMPLE, false);
  expect(Object.keys(ours).length).toBeGreaterThan(30);
  expect(ours).toEqual(synthesised(SAMPLE, true));
});

test.each<[string, (stack: SiteStack) => void]>([
  ['a token', (s) => new NamespaceV1(s, 'X', { metadata: { name: Token.asString({ resolve: () => 'resolved' }) } })],
  [
    'a number token',
    (s) => new NamespaceV1(s, 'X', { metadata: { name: 'x' }, count: Token.asNumber({ resolve: () => 2 }) }),
  ],
  [
    'a reference',
    (s) => new NamespaceV1(s, 'X', { metadata: { name: new NamespaceV1(s, 'Y', { metadata: {} }).metadata.name } }),
  ],
  ['an output', (s) => new TerraformOutput(s, 'X', { value: 'x' })],
  [
    'an aspect',
    (s) =>
      Aspects.of(s).add({ visit: (c) => void (c instanceof NamespaceV1 && c.addOverride('metadata.labels.x', 'y')) }),
  ],
  ['an annotation', (s) => Annotations.of(s).addWarning('x')],
  ['an override', (s) => s.addOverride('terraform.required_version', '>= 1.5')],
  [
    'text that needs escaping',
    (s) => new NamespaceV1(s, 'X', { metadata: { name: 'a"b\\n\n\t$${c} %%{d} \u2028 ë' } }),
  ],
])('a stack that holds %s gets the same bytes', (_, change) => {
  // One line calls both: an annotation records who called.
  const [ours, usual] = [false, true].map((without) => synthesised(SMALL, without, change));
  expect(ours).toEqual(usual);
  expect(ours).not.toEqual(synthesised(SMALL, false));
});
