import os from 'node:os';
import {
  type Cluster,
  clusterOf,
  type Expected,
  Explainer,
  expectedFlows,
  PolicyError,
  type PolicyRule,
} from '../../analysis/reach';
import type { Fleet, Site, Sources } from '../../definition';
import type { KubernetesObject, RenderedStack } from '../../manifests';
import { agencyStackName, operatorsStackName, platformStackName } from '../../stacks/stack-names';
import { InputError, UsageError } from '../errors';
import { type KubernetesYaml, readKubernetesYaml } from '../kubernetes/yaml';
import { readClean } from '../reading';
import { renderStacks } from '../stacks-on-disk';
import { staged } from '../staging';
import { synthesise, terraformOf } from '../synthesise';
import { during, tell } from '../terminal';

/** What commands about reach are asked of. */
export interface ClusterOptions {
  readonly fleet: string;
  /** Key of a site. */
  readonly site?: string;
  /** Kubernetes YAML instead of what the fleet makes. */
  readonly manifests?: string;
  /** Whether the definitions are wanted besides the manifests. */
  readonly prove?: boolean;
  readonly asOf?: string;
}

/** Kinds that decide who reaches whom. */
const KINDS: readonly string[] = ['Namespace', 'NetworkPolicy'];
const VERSIONS: readonly string[] = ['v1', 'networking.k8s.io/v1'];

/** One cluster to be asked. */
export interface Asked {
  readonly cluster: Cluster;
  /** What the definitions mean it to be; absent where YAML of any origin is judged by itself. */
  readonly meant?: Meant;
  /** `file:line:column` of a policy; absent where the cluster comes from no manifests. */
  readonly where?: (policy: PolicyRule) => string | undefined;
}

/** The definitions of a site. */
export interface Meant {
  readonly fleet: Fleet;
  readonly site: Site;
  readonly sources: Sources;
  readonly expected: readonly Expected[];
  readonly explainer: Explainer;
}

/**
 * The clusters asked about: those of the fleet's sites, from the objects its stacks will make, or the one that
 * manifests describe.
 *
 * @throws UsageError where the site is unknown or more are there than one manifest can be
 */
export async function askedClusters(options: ClusterOptions): Promise<readonly Asked[]> {
  if (options.manifests !== undefined && !options.prove) return [fromManifests(options.manifests)];
  const { fleet, sources } = readClean(options);
  const sites = chosenSites(fleet, options);
  const meant = (site: Site): Meant => {
    const expected = expectedFlows(fleet, site);
    return { fleet, site, sources, expected, explainer: new Explainer(expected) };
  };
  if (options.manifests !== undefined) {
    const given = fromManifests(options.manifests, true);
    return sites.map((site) => ({ ...given, meant: meant(site) }));
  }
  const asked: Asked[] = [];
  // One site after the other: of a large fleet, one is all that need be held at a time.
  for (const site of sites) {
    const stacks = stacksOf(fleet, site, await rendered(options.fleet, fleet, site));
    asked.push({ cluster: clusterOf(stacks.flatMap(({ objects }) => objects)), meant: meant(site) });
  }
  return asked;
}

async function rendered(directory: string, fleet: Fleet, site: Site): Promise<readonly RenderedStack[]> {
  const inMemory = await during('synthesising', () => terraformOf(directory, fleet, site.key));
  if (inMemory) {
    const { renderStack } = require('../../manifests') as typeof import('../../manifests');
    return [...inMemory].map(([name, terraform]) => renderStack(name, terraform, KINDS));
  }
  return staged(os.tmpdir(), async (staging) => {
    await synthesise(directory, fleet, staging.directory, site.key);
    return renderStacks(staging.directory, KINDS);
  });
}

function chosenSites({ platform }: Fleet, { site, manifests }: ClusterOptions): readonly Site[] {
  const known = platform.sites.map(({ key }) => key).join(', ');
  if (site !== undefined) {
    const chosen = platform.sites.find(({ key }) => key === site);
    if (chosen) return [chosen];
    throw new UsageError(`there is no site \`${site}\`; platform.yaml has ${known}`);
  }
  if (manifests === undefined || platform.sites.length === 1) return platform.sites;
  throw new UsageError(`whose objects are these? say it with --site; platform.yaml has ${known}`);
}

/** Stacks by their names; one that an agency's own app adds belongs to the site whose key begins its name. */
function stacksOf(fleet: Fleet, site: Site, rendered: readonly RenderedStack[]): readonly RenderedStack[] {
  const owner = new Map(
    fleet.platform.sites.flatMap(({ key }) =>
      [
        operatorsStackName(key),
        platformStackName(key),
        ...fleet.agencies.map((agency) => agencyStackName(key, agency.key)),
      ].map((name) => [name, key] as const),
    ),
  );
  const guess = (name: string): string | undefined =>
    fleet.platform.sites.map(({ key }) => key).find((key) => name.startsWith(`${key}-`));
  return rendered.filter(({ name }) => (owner.get(name) ?? guess(name)) === site.key);
}

function fromManifests(source: string, prove = false): Asked {
  const yaml = readKubernetesYaml(source);
  const foreign = yaml.objects.filter(isForeign);
  for (const object of foreign)
    tell(`${yaml.locate(object, 'apiVersion')}: passed over: a ${object.kind} of ${object.apiVersion}`);
  if (prove && foreign.length > 0) {
    tell(
      'error: what these policies open or close is not seen, so nothing is proved; take them away, or leave them out',
    );
    throw new InputError();
  }
  const objects = yaml.objects.filter((object) => KINDS.includes(object.kind) && !isForeign(object));
  if (objects.length > 0) {
    return {
      cluster: checked(yaml, objects),
      where: ({ namespace, name }) => {
        const policy = objects.find(({ kind, metadata }) => {
          return kind === 'NetworkPolicy' && metadata.name === name && (metadata.namespace ?? 'default') === namespace;
        });
        return policy && yaml.locate(policy, 'metadata.name');
      },
    };
  }
  const name = source === '-' ? 'stdin' : source;
  throw new UsageError(`${name} holds neither a Namespace nor a NetworkPolicy: nothing there says who reaches whom`);
}

/** Policies of network plugins and of APIs that are gone: they decide too, and are not read here. */
const isForeign = ({ apiVersion, kind }: KubernetesObject): boolean =>
  kind.endsWith('NetworkPolicy') && !(KINDS.includes(kind) && VERSIONS.includes(apiVersion));

function checked(yaml: KubernetesYaml, objects: KubernetesYaml['objects']): Cluster {
  try {
    return clusterOf(objects);
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    tell(`error: ${yaml.locate(error.object, error.field)}: ${error.message}`);
    const earlier = objects.find((object) => isSame(object, error.object));
    if (earlier && earlier !== error.object)
      tell(`it stands at ${yaml.locate(earlier, 'metadata.name')} too; judge what one site gets, not several at once`);
    throw new InputError();
  }
}

const isSame = (a: KubernetesObject, b: KubernetesObject): boolean =>
  a.kind === b.kind && a.metadata.name === b.metadata.name && a.metadata.namespace === b.metadata.namespace;
