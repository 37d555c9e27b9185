import { largerThanSite, overBudget, sizeOrQuota, unknownSize } from '../codes/quotas';
import { type KnownQuota, resolveQuota } from '../defaults';
import { PRODUCTION } from '../fleet';
import { formatBytes, formatCores, multiplyQuantity, parseQuantity, quantity } from '../quantity';
import type { EnvironmentFile } from '../schema/agency';
import type { Draft } from '../schema/check';
import { decimalUnitWarning } from '../schema/number';
import type { Path } from '../source';
import {
  type AgencyView,
  atKey,
  atValue,
  entries,
  type FileView,
  type Located,
  names,
  type Rule,
  type View,
} from '../view';
import { nearest } from '../words';
import { nodeAt } from '../yaml/tree';

/** STR3xx: what environments ask for, against sizes, sites and budgets. */

const RESOURCES = ['cpu', 'memory', 'storage'] as const;
type Resource = (typeof RESOURCES)[number];
const format = (resource: Resource, amount: bigint) => (resource === 'cpu' ? formatCores(amount) : formatBytes(amount));

/** One environment and what is known of its quota. */
interface Asked {
  readonly name: string;
  readonly path: Path;
  readonly draft: Draft<EnvironmentFile>;
  readonly quota: KnownQuota;
  readonly continuity: string | undefined;
}

export const quotas: Rule = function* (view) {
  const sizes = view.platform?.draft.sizes;
  const sites = capacities(view);
  for (const agency of view.agencies) {
    const asked: Asked[] = [];
    for (const [systemKey, system] of entries(agency.draft.systems)) {
      for (const [key, draft] of entries(system.environments)) {
        const path = ['systems', systemKey, 'environments', key];
        yield* sizeFaults(agency, path, draft, sizes);
        const continuity = system.continuity === undefined ? undefined : String(system.continuity);
        asked.push({ name: `${systemKey}/${key}`, path, draft, quota: quotaOf(draft, sizes), continuity });
      }
    }
    for (const one of asked) yield* siteFaults(view, agency, one, sites);
    yield* budgetFaults(agency, asked);
  }
};

function quotaOf(draft: Draft<EnvironmentFile>, sizes: Draft<Record<string, object>> | undefined): KnownQuota {
  if (draft.quota) return resolveQuota(draft.quota);
  const size = draft.size === undefined ? undefined : sizes?.[String(draft.size)];
  return size ? resolveQuota(size) : {};
}

function* sizeFaults(
  agency: AgencyView,
  path: Path,
  draft: Draft<EnvironmentFile>,
  sizes: object | undefined,
): Iterable<Located> {
  const fields = names(draft);
  const both = fields.includes('size') && fields.includes('quota');
  const neither = !fields.includes('size') && !fields.includes('quota');
  // a misspelt `size` has its finding, and so has a map of which a part was not read
  const misspelt = fields.some((field) => field !== 'hostnames' && nearest(field, ['size', 'quota']) !== undefined);
  const excused = neither && (misspelt || nodeAt(agency.source.root, path)?.spoilt === true);
  if (both || (neither && !excused)) yield atKey(agency, path, sizeOrQuota(String(path[path.length - 1]), both));
  if (draft.size === undefined || sizes === undefined || Object.hasOwn(sizes, String(draft.size))) return;
  yield atValue(agency, [...path, 'size'], unknownSize(String(draft.size), names(sizes)));
}

/** What a site holds once its reserve is kept free; a site with a part unknown has no limit known. */
interface Capacity {
  readonly site: string;
  readonly primary: boolean;
  readonly holds: Readonly<Record<Resource, bigint>>;
}

function capacities(view: View): readonly Capacity[] {
  const { sites, reserve } = view.platform?.draft ?? {};
  if (reserve?.highAvailability === undefined) return [];
  const sellable = 1 - Number(reserve.highAvailability);
  return entries(sites).flatMap(([site, { role, zones }]) => {
    const sum = (resource: Resource) => {
      const amounts = names(zones).map((zone) => zones?.[zone]?.[resource]);
      if (amounts.length === 0 || amounts.includes(undefined)) return undefined;
      return multiplyQuantity(
        amounts.reduce<bigint>((total, amount) => total + quantity(String(amount)), 0n),
        sellable,
      );
    };
    const [cpu, memory, storage] = [sum('cpu'), sum('memory'), sum('storage')];
    if (role === undefined || cpu === undefined || memory === undefined || storage === undefined) return [];
    return [{ site, primary: role === 'primary', holds: { cpu, memory, storage } }];
  });
}

function* siteFaults(view: View, agency: AgencyView, asked: Asked, sites: readonly Capacity[]): Iterable<Located> {
  const copies =
    asked.continuity === undefined ? undefined : view.platform?.draft.continuity?.[asked.continuity]?.copies;
  const isProduction = asked.path[asked.path.length - 1] === PRODUCTION;
  for (const { site, primary, holds } of sites) {
    if (!primary && !(isProduction && copies?.map(String).includes(site))) continue;
    const over = RESOURCES.filter((resource) => (amountOf(asked.quota, resource) ?? 0n) > holds[resource]);
    if (over.length === 0) continue;
    const parts = over.map((resource) => {
      const amount = amountOf(asked.quota, resource) ?? 0n;
      return `${resource} ${format(resource, amount)} of ${format(resource, rounded(resource, holds[resource]))}`;
    });
    const problem = largerThanSite(asked.name, parts, site);
    if (asked.draft.size !== undefined) yield atValue(agency, [...asked.path, 'size'], problem);
    else if (over.length === 1) yield atValue(agency, [...asked.path, 'quota', String(over[0])], problem);
    else yield atKey(agency, [...asked.path, 'quota'], problem);
    return; // one finding for one environment
  }
}

/** A figure for a reader: whole cores, whole GiB. */
function rounded(resource: Resource, amount: bigint): bigint {
  const unit = resource === 'cpu' ? 1000n : 1000n * 1024n ** 3n;
  return amount < unit ? amount : (amount / unit) * unit;
}

function amountOf(quota: KnownQuota, resource: Resource): bigint | undefined {
  const text = quota[resource];
  return text === undefined ? undefined : parseQuantity(text);
}

function* budgetFaults(agency: AgencyView, asked: readonly Asked[]): Iterable<Located> {
  for (const resource of RESOURCES) {
    const budget = agency.draft.budget?.[resource];
    if (budget === undefined) continue;
    const amounts = asked.flatMap(({ name, quota }) => {
      const amount = amountOf(quota, resource);
      return amount === undefined ? [] : [{ name, amount }];
    });
    const sum = amounts.reduce((total, { amount }) => total + amount, 0n);
    const over = sum - quantity(String(budget));
    if (over <= 0n) continue;
    const largest = [...amounts]
      .sort((a, b) => (b.amount > a.amount ? 1 : b.amount < a.amount ? -1 : 0))
      .slice(0, 3)
      .map(({ name, amount }) => `\`${name}\` with ${format(resource, amount)}`);
    const problem = overBudget(resource, format(resource, sum), String(budget), format(resource, over), largest);
    yield atValue(agency, ['budget', resource], problem);
  }
}

/** Amounts of bytes in decimal units, wherever a file has one. */
export const units: Rule = function* (view) {
  for (const agency of view.agencies) {
    yield* unitFaults(agency, ['budget'], agency.draft.budget);
    for (const [system, { environments }] of entries(agency.draft.systems)) {
      for (const [environment, { quota }] of entries(environments))
        yield* unitFaults(agency, ['systems', system, 'environments', environment, 'quota'], quota);
    }
  }
  if (!view.platform) return;
  for (const [size, quota] of entries(view.platform.draft.sizes))
    yield* unitFaults(view.platform, ['sizes', size], quota);
  for (const [site, { zones }] of entries(view.platform.draft.sites)) {
    for (const [zone, capacity] of entries(zones))
      yield* unitFaults(view.platform, ['sites', site, 'zones', zone], capacity);
  }
};

function* unitFaults<T>(file: FileView<T>, path: Path, amounts: object | undefined): Iterable<Located> {
  for (const [field, amount] of Object.entries(amounts ?? {})) {
    if (!['memory', 'storage', 'ephemeralStorage'].includes(field) || amount === undefined) continue;
    const warning = decimalUnitWarning(String(amount));
    if (warning) yield atValue(file, [...path, field], warning);
  }
}
