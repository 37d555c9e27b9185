import { overlaps, parseRange, type Range } from '../cidr';
import {
  contextTwice,
  onePrimary,
  rangesOverlap,
  restoreOrderTwice,
  secretSetting,
  shortRetention,
  unknownSite,
} from '../codes/platform';
import { parseDuration } from '../duration';
import type { PlatformFile } from '../schema/platform';
import { atKey, atValue, entries, type FileView, type Located, names, type Rule } from '../view';

/** STR7xx: platform.yaml. */

type Platform = FileView<PlatformFile>;

export const platform: Rule = function* ({ platform: file }) {
  if (!file) return;
  yield* primaries(file);
  yield* contexts(file);
  yield* classes(file);
  yield* network(file);
  yield* state(file);
};

function* primaries(file: Platform): Iterable<Located> {
  const sites = entries(file.draft.sites);
  const unsure = sites.length < names(file.draft.sites).length || sites.some(([, { role }]) => role === undefined);
  const found = sites.filter(([, { role }]) => role === 'primary').map(([key]) => key);
  if (found.length === 0 && !unsure && sites.length > 0) yield atKey(file, ['sites'], onePrimary([]));
  if (found.length > 1) yield atValue(file, ['sites', String(found[1]), 'role'], onePrimary(found));
}

function* contexts(file: Platform): Iterable<Located> {
  const owners = new Map<string, string>();
  for (const [key, { context }] of entries(file.draft.sites)) {
    if (context === undefined) continue;
    const owner = owners.get(String(context));
    if (owner !== undefined) yield atValue(file, ['sites', key, 'context'], contextTwice(String(context), owner));
    else owners.set(String(context), key);
  }
}

function* classes(file: Platform): Iterable<Located> {
  const orders = new Map<number, string>();
  const sites = file.draft.sites;
  for (const [key, { copies, rpo, retention, restoreOrder }] of entries(file.draft.continuity)) {
    const path = ['continuity', key];
    for (const [index, copy] of (copies ?? []).entries()) {
      if (copy !== undefined && sites && !Object.hasOwn(sites, String(copy)))
        yield atValue(file, [...path, 'copies', index], unknownSite(String(copy), names(sites)));
    }
    const [often, long] = [rpo, retention].map((text) =>
      text === undefined ? undefined : parseDuration(String(text)),
    );
    if (often !== undefined && long !== undefined && long <= often)
      yield atValue(file, [...path, 'retention'], shortRetention(String(retention), String(rpo)));
    if (restoreOrder === undefined) continue;
    const other = orders.get(restoreOrder);
    if (other !== undefined) yield atValue(file, [...path, 'restoreOrder'], restoreOrderTwice(restoreOrder, other));
    else orders.set(restoreOrder, key);
  }
}

interface Placed {
  readonly text: string;
  readonly field: string;
  readonly index: number;
  readonly range: Range;
}

/** Two ranges are apart or one holds the other: sorted by where they begin, each is held by the last still open. */
function* network(file: Platform): Iterable<Located> {
  const all = (['pods', 'services', 'nodes'] as const).flatMap((field) =>
    (file.draft.network?.[field] ?? []).flatMap((value, index): Placed[] => {
      const range = value === undefined ? undefined : parseRange(String(value));
      return range ? [{ text: String(value), field, index, range }] : [];
    }),
  );
  const order = new Map(all.map((one, at) => [one, at]));
  const at = (one: Placed) => order.get(one) ?? 0;
  const open: Placed[] = [];
  const sorted = [...all].sort(
    (a, b) =>
      a.range.family - b.range.family ||
      compare(a.range.first, b.range.first) ||
      a.range.prefix - b.range.prefix ||
      at(a) - at(b),
  );
  for (const one of sorted) {
    let holder = open.at(-1);
    while (holder && !overlaps(holder.range, one.range)) {
      open.pop();
      holder = open.at(-1);
    }
    open.push(one);
    // the same range twice in one list is a repetition, and has that finding
    if (!holder || (holder.text === one.text && holder.field === one.field)) continue;
    const [earlier, later] = at(holder) < at(one) ? [holder, one] : [one, holder];
    yield atValue(
      file,
      ['network', later.field, later.index],
      rangesOverlap(later.text, earlier.text, `network.${earlier.field}`),
    );
  }
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Settings of a state backend that carry a credential, and where Terraform looks for it instead. */
const SECRETS: Readonly<Record<string, string>> = {
  conn_str: 'PG_CONN_STR',
  access_key: 'AWS_ACCESS_KEY_ID',
  secret_key: 'AWS_SECRET_ACCESS_KEY',
  sse_customer_key: 'AWS_SSE_CUSTOMER_KEY',
  client_key: 'KUBE_CLIENT_KEY_DATA',
};

/** Settings that several backends have. */
const SHARED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  token: { s3: 'AWS_SESSION_TOKEN', kubernetes: 'KUBE_TOKEN' },
  password: { pg: 'PGPASSWORD', kubernetes: 'KUBE_PASSWORD' },
};

const USUAL: Readonly<Record<string, string>> = {
  pg: 'PG_CONN_STR',
  s3: 'AWS_SECRET_ACCESS_KEY',
  kubernetes: 'KUBE_TOKEN',
};

function* state(file: Platform): Iterable<Located> {
  const { backend = 'local', settings } = file.draft.state ?? {};
  for (const [name, value] of entries(settings)) {
    const inUrl = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*:[^/?#]*@/i.test(String(value));
    const named =
      SECRETS[name] !== undefined ||
      SHARED[name] !== undefined ||
      /(?:^|_)(?:password|passwd|secret|token|private_key)(?:$|_)/.test(name);
    if (!inUrl && !named) continue;
    const variable = SECRETS[name] ?? SHARED[name]?.[backend] ?? USUAL[backend] ?? 'that the backend reads';
    yield atKey(
      file,
      ['state', 'settings', name],
      secretSetting(name, `set the environment variable ${variable} where the plan runs`),
    );
  }
}
