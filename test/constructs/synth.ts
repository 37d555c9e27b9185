import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

/** One resource as it stands in the Terraform JSON, with its logical id. */
export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly body: Record<string, unknown>;
}

/** What Terraform would read of the constructs built: every resource, without cdktf's own remarks. */
export function synth(build: (scope: Construct) => void): readonly Resource[] {
  const outdir = mkdtempSync(join(tmpdir(), 'synth-'));
  try {
    const stack = new TerraformStack(new App({ outdir }), 'test');
    build(stack);
    const { resource = {} } = stack.toTerraform() as {
      resource?: Record<string, Record<string, Record<string, unknown>>>;
    };
    return Object.entries(resource).flatMap(([type, byId]) =>
      Object.entries(byId).map(([id, { '//': _, ...body }]) => ({ id, type, body })),
    );
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The only resource of a type. */
export function only(resources: readonly Resource[], type: string): Resource['body'] {
  const found = resources.filter((r) => r.type === type);
  if (found.length !== 1) throw new Error(`expected one ${type}, got ${found.length}`);
  return (found[0] as Resource).body;
}
