import {
  environmentsApart,
  lapsedLink,
  lapsingLink,
  noLegalBasis,
  oneSidedLink,
  unknownOwnTarget,
  unknownTarget,
} from '../codes/links';
import { parseDay } from '../date';
import { needsBasis } from '../legal-basis';
import { NOTICE_DAYS } from '../links';
import type { SystemFile } from '../schema/agency';
import type { Draft } from '../schema/check';
import { lineOf } from '../source';
import { type AgencyView, atKey, atValue, entries, has, type Located, names, type Rule, type View } from '../view';
import { nearest } from '../words';

/** STR5xx: links, which hold when both sides say them. Nothing here that another agency can do is an error. */

interface Party {
  readonly agency: AgencyView;
  readonly key: string;
  readonly draft: Draft<SystemFile>;
}

const called = (party: Party) => `${party.agency.key}/${party.key}`;

export const links: Rule = function* (view) {
  const misspelt = new Misspelt();
  for (const agency of view.agencies) {
    for (const [key, draft] of entries(agency.draft.systems)) {
      const party = { agency, key, draft };
      yield* agreements(view, party, misspelt);
      yield* consumptions(view, party, misspelt);
    }
  }
};

/** The provider's half. */
function* agreements(view: View, provider: Party, misspelt: Misspelt): Iterable<Located> {
  for (const [serviceKey, service] of entries(provider.draft.exposes)) {
    for (const [consumer, agreement] of entries(service.to)) {
      const path = ['systems', provider.key, 'exposes', serviceKey, 'to', consumer];
      if (service.data !== undefined && needsBasis(service.data) && !has(agreement, 'basis'))
        yield atKey(provider.agency, path, noLegalBasis(consumer, service.data));
      yield* expiry(view, provider.agency, [...path, 'until'], agreement.until);
      const target = find(view, provider.agency, consumer);
      if (target === 'unknown') continue;
      if ('problem' in target) {
        yield atKey(provider.agency, path, target.problem);
        continue;
      }
      const reference = `${called(provider)}/${serviceKey}`;
      if (has(target.draft.consumes, reference)) continue;
      if (
        nearest(
          reference,
          misspelt.of(target.draft.consumes, (name) => hasService(view, name)),
        ) !== undefined
      )
        continue;
      const waits = `\`${consumer}\` does not say that it consumes \`${reference}\`, so this link opens nothing yet`;
      yield atKey(
        provider.agency,
        path,
        oneSidedLink(
          waits,
          invite(target, [], 'consumes', target.draft.consumes, `${reference}: { pods: { app: ... } }`) +
            command(target, provider, reference),
        ),
      );
    }
  }
}

/** The consumer's half. */
function* consumptions(view: View, consumer: Party, misspelt: Misspelt): Iterable<Located> {
  for (const reference of names(consumer.draft.consumes)) {
    const path = ['systems', consumer.key, 'consumes', reference];
    const [agencyKey = '', systemKey = '', serviceKey = '', more] = reference.split('/');
    if (serviceKey === '' || more !== undefined) continue; // not a reference: it has its finding
    const provider = find(view, consumer.agency, `${agencyKey}/${systemKey}`);
    if (provider === 'unknown') continue;
    if ('problem' in provider) {
      yield atKey(consumer.agency, path, provider.problem);
      continue;
    }
    const services = provider.draft.exposes;
    if (!has(services, serviceKey)) {
      if (isWhole(provider, 'exposes'))
        yield atKey(
          consumer.agency,
          path,
          lacking(consumer.agency, provider.agency, reference, 'service', qualify(called(provider), names(services))),
        );
      continue;
    }
    const service = services?.[serviceKey];
    if (!service) continue;
    if (!has(service.to, called(consumer))) {
      if (
        nearest(
          called(consumer),
          misspelt.of(service.to, (name) => hasSystem(view, name)),
        ) !== undefined
      )
        continue;
      const waits = `\`${called(provider)}\` does not say that \`${called(consumer)}\` may call \`${serviceKey}\`, so this link opens nothing yet`;
      const entry = `${called(consumer)}: { basis: "...", purpose: "...", until: YYYY-MM-DD }`;
      const invitation =
        invite(provider, ['exposes', serviceKey], 'to', service.to, entry) + command(consumer, provider, reference);
      yield atKey(consumer.agency, path, oneSidedLink(waits, invitation));
      continue;
    }
    const apart = [...alone(provider, consumer), ...alone(consumer, provider)];
    if (apart.length > 0) {
      const [says, lines] = [apart.map((one) => one.says), apart.map((one) => one.lines)];
      yield atKey(consumer.agency, path, environmentsApart(says, lines));
    }
  }
}

/** A system by its reference; a problem where there is none; `unknown` where that cannot be told. */
function find(
  view: View,
  from: AgencyView,
  reference: string,
): Party | 'unknown' | { readonly problem: Located['problem'] } {
  const [agencyKey = '', systemKey = '', more] = reference.split('/');
  if (systemKey === '' || more !== undefined) return 'unknown';
  if (!view.known.has(agencyKey)) return { problem: unknownTarget(agencyKey, 'agency', [...view.known.keys()]) };
  const agency = view.known.get(agencyKey);
  if (!agency || agency.draft.systems === undefined) return 'unknown';
  if (!has(agency.draft.systems, systemKey))
    return { problem: lacking(from, agency, reference, 'system', qualify(agencyKey, names(agency.draft.systems))) };
  const draft = agency.draft.systems[systemKey];
  return draft ? { agency, key: systemKey, draft } : 'unknown';
}

/**
 * Names of a map that nobody has: where the other side means this system and wrote one of them, that is the finding.
 * Each map is asked once, or a long list of links would take its square.
 */
class Misspelt {
  private readonly known = new Map<object, readonly string[]>();

  of(map: object | undefined, exists: (name: string) => boolean): readonly string[] {
    if (map === undefined) return [];
    const known = this.known.get(map) ?? names(map).filter((name) => !exists(name));
    this.known.set(map, known);
    return known;
  }
}

function hasSystem(view: View, reference: string): boolean {
  const [agency = '', system = ''] = reference.split('/');
  return has(view.known.get(agency)?.draft.systems, system);
}

function hasService(view: View, reference: string): boolean {
  const [agency = '', system = '', service = ''] = reference.split('/');
  return has(view.known.get(agency)?.draft.systems?.[system]?.exposes, service);
}

function lacking(from: AgencyView, to: AgencyView, reference: string, what: string, known: readonly string[]) {
  return from === to ? unknownOwnTarget(reference, what, known) : unknownTarget(reference, what, known);
}

/** Whether a field stands as its author wrote it, or is not there because he left it out. */
function isWhole(party: Party, field: 'exposes'): boolean {
  return !has(party.draft, field) || party.draft[field] !== undefined;
}

function qualify(prefix: string, keys: readonly string[]): readonly string[] {
  return keys.map((key) => `${prefix}/${key}`);
}

/** What the other side would have to write, and where: below the field where it has one already, else with it. */
function invite(other: Party, parent: readonly string[], field: string, present: unknown, entry: string): string {
  const path = ['systems', other.key, ...parent, ...(present === undefined ? [] : [field])];
  const lines = present === undefined ? `${field}: { ${entry} }` : entry;
  return `in ${other.agency.source.path}, below \`${path.join('.')}\` (line ${lineOf(other.agency, path)}), add \`${lines}\``;
}

/** What writes it by itself, where both files are in the fleet. */
function command(consumer: Party, provider: Party, service: string): string {
  const both = consumer.agency.fileName !== undefined && provider.agency.fileName !== undefined;
  return both ? `, or run \`streha new link ${called(consumer)} ${service}\`` : '';
}

/** An environment of one side that the other lacks, and what would have to be written there. */
interface Alone {
  readonly says: string;
  readonly lines: string;
}

function alone(side: Party, other: Party): readonly Alone[] {
  if (side.draft.environments === undefined || other.draft.environments === undefined) return [];
  const others = new Set(names(other.draft.environments));
  const path = ['systems', other.key, 'environments'];
  const place = `in ${other.agency.source.path}, below \`${path.join('.')}\` (line ${lineOf(other.agency, path)})`;
  return names(side.draft.environments)
    .filter((name) => !others.has(name))
    .map((name) => ({
      says: `environment \`${name}\` of \`${called(side)}\` has no counterpart in \`${called(other)}\``,
      lines: `${place}, add \`${name}: { size: ... }\``,
    }));
}

function* expiry(
  view: View,
  agency: AgencyView,
  path: readonly string[],
  until: string | number | undefined,
): Iterable<Located> {
  const last = until === undefined ? undefined : parseDay(String(until));
  const now = parseDay(view.asOf);
  if (last === undefined || now === undefined) return;
  if (last < now) yield atValue(agency, path, lapsedLink(String(until), now - last));
  else if (last - now <= NOTICE_DAYS) yield atValue(agency, path, lapsingLink(String(until), last - now));
}
