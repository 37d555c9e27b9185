import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { type KubernetesObject, renderStack } from '../manifests';
import { helm } from '../test/cluster/harness/tools';
import { cdk8sFolder } from './cdk8s-folder';
import { type Command, type Measured, measure, node } from './measure';
import { tenantsOf } from './tenants';

/** Another way to the same objects. */
export interface Peer {
  readonly name: string;
  /** Makes the objects of a values file, in `folder`. */
  run(values: string, folder: string): Promise<Measured>;
}

/** Helm and cdk8s, built or installed where they are not there yet; the one that cannot be had is left out. */
export async function peers(): Promise<Peer[]> {
  const found = [await available('helm template', helmTemplate), await available('cdk8s', cdk8s)];
  return found.filter((peer) => peer !== undefined);
}

type Run = Peer['run'];

async function available(name: string, find: () => Promise<Run>): Promise<Peer | undefined> {
  try {
    return { name, run: await find() };
  } catch (error) {
    console.error(`without ${name}: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}

async function helmTemplate(): Promise<Run> {
  const command: Command = [await helm(), 'template', 'tenants', join(__dirname, 'helm'), '--values'];
  return (values, folder) => measure([...command, values], { stdout: join(folder, 'all.yaml') });
}

async function cdk8s(): Promise<Run> {
  const app = join(cdk8sFolder(), 'main.js');
  return (values, folder) => measure(node(app, values, folder));
}

/** The tenants' objects of a synthesis, and the file of values from which a peer makes the same. */
export function agencyObjects(outdir: string, values: string): readonly KubernetesObject[] {
  const stacks = readdirSync(join(outdir, 'stacks')).filter((name) => !/-(operators|platform)$/.test(name));
  const rendered = stacks.sort().map((name) => {
    return renderStack(name, JSON.parse(readFileSync(join(outdir, 'stacks', name, 'cdk.tf.json'), 'utf8')));
  });
  writeFileSync(values, JSON.stringify({ tenants: rendered.flatMap(({ name, objects }) => tenantsOf(name, objects)) }));
  return rendered.flatMap(({ objects }) => objects);
}

/** How many of the objects a peer made too, equal in every field, and how many it made in all. */
export function compare(ours: readonly KubernetesObject[], folder: string): { equal: number; made: number } {
  const left = new Map<string, number>();
  for (const object of ours) left.set(canonical(object), (left.get(canonical(object)) ?? 0) + 1);
  let equal = 0;
  const theirs = readdirSync(folder).flatMap((file) => read(join(folder, file)));
  for (const object of theirs) {
    const count = left.get(canonical(object)) ?? 0;
    if (count > 0) equal++;
    left.set(canonical(object), count - 1);
  }
  return { equal, made: theirs.length };
}

/** Objects in the files of a folder, counted and not read. */
export const count = (folder: string): number =>
  readdirSync(folder).reduce(
    (sum, file) => sum + (readFileSync(join(folder, file), 'utf8').match(/^kind: /gm) ?? []).length,
    0,
  );

/** An empty folder. */
export function emptied(folder: string): string {
  for (const file of readdirSync(folder)) rmSync(join(folder, file), { recursive: true });
  return folder;
}

function read(file: string): unknown[] {
  const documents = parseAllDocuments(readFileSync(file, 'utf8'));
  return Array.isArray(documents) ? documents.map((document) => document.toJS()).filter(Boolean) : [];
}

/** The same text for the same object, whatever the order of its keys. */
const canonical = (object: unknown): string =>
  JSON.stringify(object, (_, value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
