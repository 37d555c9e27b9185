import type { Agency, AgreedLink, Fleet, Link, Path, Service, Sources } from '../../definition';
import { parseDay } from '../../definition/date';
import { connectionsOf, isAgreed, isClosed, links, NOTICE_DAYS } from '../../definition/links';
import type { AgreementRow, LinkState, Place, WrittenAt } from './row';

type Places = Pick<Sources, 'locate'>;

/**
 * Every link that either side says, as it stands on a day, sorted by consumer and service.
 *
 * @param asOf `YYYY-MM-DD`
 * @throws RangeError where `asOf` is no day
 */
export function agreementRows(fleet: Fleet, places: Places, asOf: string): readonly AgreementRow[] {
  const day = parseDay(asOf);
  if (day === undefined) throw new RangeError(`\`${asOf}\` is not a day: write year-month-day`);
  const agencies = new Map(fleet.agencies.map((agency) => [agency.key, agency]));
  return links(fleet).map((link) => rowOf(link, day, agencies, places));
}

function rowOf(link: Link, day: number, agencies: ReadonlyMap<string, Agency>, places: Places): AgreementRow {
  const { consumer, service: reference, offer } = link;
  const [consumerAgency = ''] = consumer.split('/');
  const [providerAgency = '', system = '', key = ''] = reference.split('/');
  const provider = agencies.get(providerAgency);
  const service = offer?.service ?? serviceOf(provider, system, key);
  const agreement = offer?.agreement;
  const last = agreement && parseDay(agreement.until);
  const daysLeft = last === undefined ? undefined : last - day;
  const reach = reachOf(link);
  const asks = agencies.get(consumerAgency)?.contacts.owner;
  return {
    consumer,
    service: reference,
    ...(service && { title: service.title, data: service.data }),
    ...(agreement?.basis !== undefined && { basis: agreement.basis }),
    ...(agreement && { purpose: agreement.purpose, until: agreement.until }),
    ...(daysLeft !== undefined && { daysLeft }),
    state: stateOf(link, daysLeft, reach),
    ...(!isAgreed(link) && { waitsFor: offer ? consumer : `${providerAgency}/${system}` }),
    ...reach,
    ...(provider && { renews: provider.contacts.owner }),
    ...(asks !== undefined && { asks }),
    written: writtenAt(link, places),
  };
}

const serviceOf = (agency: Agency | undefined, system: string, key: string): Service | undefined =>
  agency?.systems.find((one) => one.key === system)?.exposes.find((one) => one.key === key);

type Reach = Pick<AgreementRow, 'environments' | 'quarantined'>;

function reachOf(link: Link): Reach {
  const joined = isAgreed(link) ? joinedBy(link) : [];
  const keys = (closed: boolean) => joined.filter((one) => one.closed === closed).map(({ key }) => key);
  return { environments: keys(false), quarantined: keys(true) };
}

const joinedBy = (link: AgreedLink): readonly { readonly key: string; readonly closed: boolean }[] =>
  connectionsOf(link).map((connection) => ({ key: connection.consumer.key, closed: isClosed(connection) }));

function stateOf(link: Link, daysLeft: number | undefined, { environments, quarantined }: Reach): LinkState {
  if (!isAgreed(link)) return 'waits';
  if (daysLeft !== undefined && daysLeft < 0) return 'lapsed';
  if (daysLeft !== undefined && daysLeft <= NOTICE_DAYS) return 'lapsing';
  if (environments.length > 0) return 'stands';
  return quarantined.length > 0 ? 'quarantined' : 'nowhere';
}

function writtenAt({ consumer, service, offer, call }: Link, places: Places): WrittenAt {
  const at = (path: Path | undefined): Place | undefined => {
    const found = path && places.locate(path);
    return found && { file: found.file, line: found.line };
  };
  const offered = offer && [...systemPath(offer), 'exposes', offer.service.key, 'to', consumer];
  const provider = at(offered);
  const until = at(offered && [...offered, 'until']);
  const called = at(call && [...systemPath(call), 'consumes', service]);
  return { ...(provider && { provider }), ...(until && { until }), ...(called && { consumer: called }) };
}

const systemPath = ({
  agency,
  system,
}: {
  readonly agency: Agency;
  readonly system: { readonly key: string };
}): Path => ['agencies', agency.key, 'systems', system.key];
