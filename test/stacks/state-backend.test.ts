import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, TerraformStack } from 'cdktf';
import type { StateBackend } from '../../definition';
import { StackState } from '../../stacks/state-backend';

function backend(state: StateBackend): unknown {
  const outdir = mkdtempSync(join(tmpdir(), 'state-'));
  try {
    const stack = new TerraformStack(new App({ outdir }), 'tirana-tatimet');
    new StackState(stack, 'tirana-tatimet', state);
    return (stack.toTerraform() as { terraform: { backend: unknown } }).terraform.backend;
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

test.each<[StateBackend, unknown]>([
  [{ backend: 'local', settings: {} }, { local: { path: '../../../state/tirana-tatimet.tfstate' } }],
  [{ backend: 'local', settings: { path: '/srv/state' } }, { local: { path: '/srv/state/tirana-tatimet.tfstate' } }],
  [{ backend: 'pg', settings: {} }, { pg: { schema_name: 'tirana-tatimet' } }],
  [
    { backend: 's3', settings: { bucket: 'state', key: 'gdc', use_lockfile: true } },
    { s3: { bucket: 'state', key: 'gdc/tirana-tatimet.tfstate', use_lockfile: true } },
  ],
  [
    { backend: 'kubernetes', settings: { namespace: 'state' } },
    { kubernetes: { namespace: 'state', secret_suffix: 'tirana-tatimet' } },
  ],
])('%j keeps a place of its own for each stack', (state, expected) => {
  expect(backend(state)).toEqual(expected);
});
