import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clusterOf, type Proof, prove } from '../../../analysis/reach';
import { renderStacks } from '../../../cli/stacks-on-disk';
import { type Fleet, readFleet, type Site } from '../../../definition';
import type { Change } from '../../../definition/codes/define';
import type { KubernetesObject } from '../../../manifests';
import { FleetApp, type OwnStacks } from '../../../stacks';
import { AS_OF, changed } from '../../definition/sample';

/** A site, its definitions and the objects its stacks make. */
export interface MadeSite {
  readonly fleet: Fleet;
  readonly site: Site;
  readonly objects: readonly KubernetesObject[];
}

/** The primary site of the small sound fleet, changed as said. */
export function madeSite(changes: readonly Change[] = [], ownStacks?: OwnStacks): MadeSite {
  const { fleet, findings } = readFleet(changed(changes), { asOf: AS_OF });
  if (!fleet) throw new Error(findings.map(({ message }) => message).join('\n'));
  return madeOf(fleet, ownStacks);
}

/** The primary site of a fleet. */
export function madeOf(fleet: Fleet, ownStacks?: OwnStacks): MadeSite {
  const [site] = fleet.platform.sites.filter(({ role }) => role === 'primary');
  if (!site) throw new Error('no primary site');
  const outdir = mkdtempSync(join(tmpdir(), 'reach-'));
  try {
    new FleetApp({ fleet, outdir, ...(ownStacks && { ownStacks }) }).synth();
    const stacks = renderStacks(outdir).filter(({ name }) => name.startsWith(`${site.key}-`));
    return { fleet, site, objects: stacks.flatMap(({ objects }) => objects) };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The proof of a site, after its objects were tampered with. */
export function proofOf({ fleet, site, objects }: MadeSite, tamper: Tamper = (all) => all): Proof {
  return prove(fleet, site, clusterOf(tamper(objects)));
}

/** What somebody did to the objects. */
export type Tamper = (objects: readonly KubernetesObject[]) => readonly KubernetesObject[];

/** Writes the spec of one policy differently; it must be there. */
export function withSpec(namespace: string, name: string, change: (spec: Spec) => Spec): Tamper {
  return (objects) => {
    const found = objects.filter((one) => isPolicy(one, namespace, name));
    if (found.length !== 1) throw new Error(`${found.length} policies ${namespace}/${name}`);
    return objects.map((one) => (isPolicy(one, namespace, name) ? { ...one, spec: change(one.spec as Spec) } : one));
  };
}

/** Takes one policy away; it must be there. */
export function without(namespace: string, name: string): Tamper {
  return (objects) => {
    const rest = objects.filter((one) => !isPolicy(one, namespace, name));
    if (rest.length !== objects.length - 1) throw new Error(`no policy ${namespace}/${name}`);
    return rest;
  };
}

/** What a test writes into a policy: any spec, however wrong. */
export interface Spec {
  readonly [field: string]: unknown;
  readonly ingress?: readonly object[];
  readonly egress?: readonly object[];
}

const isPolicy = ({ kind, metadata }: KubernetesObject, namespace: string, name: string): boolean =>
  kind === 'NetworkPolicy' && metadata.namespace === namespace && metadata.name === name;
