import { type KubeClient, must } from '../harness/client';
import { eventually } from '../harness/eventually';
import { type Applied, applyStack } from './apply-stack';
import type { RenderedSite } from './government';
import { guardsInForce } from './planted-denial';

/** Who applies. */
export interface Hands {
  /** A member of `system:masters`: there is no platform before its stack stands. */
  readonly admin: KubeClient;
  /** A plain member of the platform's groups. */
  readonly deployer: KubeClient;
}

/**
 * Applies a site for the first time, as a platform team would: operators and platform by an administrator of the
 * cluster, then, once the guardrails are in force, the agencies side by side by the deployer.
 */
export async function applySite({ admin, deployer }: Hands, site: RenderedSite): Promise<readonly Applied[]> {
  const operators = await applyStack(admin, site.operators);
  const platform = await applyStack(admin, site.platform);
  await guardsInForce(admin);
  const agencies = await Promise.all(site.agencies.map((stack) => applyStack(deployer, stack)));
  return [...operators, ...platform, ...agencies.flat()];
}

/** Applies a site that stands, all of it by the deployer. */
export async function applyAgain(deployer: KubeClient, site: RenderedSite): Promise<readonly Applied[]> {
  const stacks = [site.operators, site.platform, ...site.agencies];
  return (await Promise.all(stacks.map((stack) => applyStack(deployer, stack)))).flat();
}

interface Quota {
  readonly metadata: { readonly resourceVersion?: string };
  readonly spec: { readonly hard: Readonly<Record<string, string>> };
  readonly status?: { readonly used?: Readonly<Record<string, string>> };
}

/** Waits until the controllers have nothing left to do: every quota counts all it bounds, and none changes any more. */
export async function settled(admin: KubeClient): Promise<void> {
  let last = '';
  await eventually(
    'all quotas to be counted',
    async () => {
      const { items } = must(await admin.list<Quota>({ apiVersion: 'v1', kind: 'ResourceQuota' }));
      const before = last;
      last = items.map(({ metadata }) => metadata.resourceVersion).join();
      return last === before && items.every(isCounted);
    },
    { timeoutMs: 30_000, everyMs: 500 },
  );
}

/** By name only: what is made in the moment a quota is, the controller may miss until its next round in five minutes. */
const isCounted = ({ spec, status }: Quota): boolean =>
  Object.keys(spec.hard).every((resource) => status?.used?.[resource] !== undefined);
