import type { Fleet } from '../../../definition';
import { type KubeClient, must } from '../harness/client';
import { HarnessError } from '../harness/errors';
import { eventually } from '../harness/eventually';
import { type Applied, applyStack } from './apply-stack';
import type { RenderedSite } from './government';
import { guardsInForce } from './planted-denial';
import { COUNTING_ROUND } from './start-site';

/** Who applies. */
export interface Hands {
  /** A member of `system:masters`. */
  readonly admin: KubeClient;
  /** A plain member of the platform's groups. */
  readonly deployer: KubeClient;
}

/**
 * The administrator of the cluster as a member of the platform's groups: for a cluster that may be new, or have
 * guardrails in force that take an administrator alone for a stranger.
 */
export const founder = (admin: KubeClient, { platform }: Fleet): KubeClient =>
  admin.as('admin', ['system:masters', ...platform.groups.platform]);

/**
 * Applies a site as a platform team would: operators and platform first, then, once the guardrails are in force, the
 * agencies side by side by the deployer.
 *
 * @param first who applies the platform where there is none yet. @default - the administrator
 */
export async function applySite(
  { admin, deployer }: Hands,
  site: RenderedSite,
  first: KubeClient = admin,
): Promise<readonly Applied[]> {
  const operators = await applyStack(first, site.operators);
  const platform = await applyStack(first, site.platform);
  await guardsInForce(admin);
  const agencies = await Promise.all(site.agencies.map((stack) => applyStack(deployer, stack)));
  return [...operators, ...platform, ...agencies.flat()];
}

/**
 * Fails where an object was refused.
 *
 * @param tolerated messages that are no failure here
 * @throws HarnessError with the first refusal
 */
export function mustBeAccepted(applied: readonly Applied[], tolerated?: RegExp): void {
  const refused = applied.find(({ denial }) => denial && !tolerated?.test(denial.message));
  if (refused) throw new HarnessError(`${refused.object} was refused: ${refused.denial?.message}`);
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

/**
 * Waits until the controllers have nothing left to do: every quota counts all it bounds, and none has changed for
 * longer than it takes to count them all anew.
 */
export async function settled(admin: KubeClient): Promise<void> {
  let last = '';
  let since = Date.now();
  await eventually(
    'all quotas to be counted',
    async () => {
      const { items } = must(await admin.list<Quota>({ apiVersion: 'v1', kind: 'ResourceQuota' }));
      const now = items.map(({ metadata }) => metadata.resourceVersion).join();
      if (now !== last || !items.every(isCounted)) since = Date.now();
      last = now;
      return Date.now() - since > (COUNTING_ROUND + 1) * 1000;
    },
    { timeoutMs: 60_000, everyMs: 500 },
  );
}

const isCounted = ({ spec, status }: Quota): boolean =>
  Object.keys(spec.hard).every((resource) => status?.used?.[resource] !== undefined);
