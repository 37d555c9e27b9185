import { compare } from './finding';
import type { Agency, Agreement, Environment, Fleet, PodLabels, Quarantine, Service, Site, System } from './fleet';
import { standsOn } from './placement';

/** Days before its end from which an agreement is warned of: time enough to renew it. */
export const NOTICE_DAYS = 60;

/** A link between two systems, as far as its two sides say it. At least one of them does. */
export interface Link {
  /** `<agency>/<system>` that calls. */
  readonly consumer: string;
  /** `<agency>/<system>/<service>` that answers. */
  readonly service: string;
  /** The provider's half: whom it lets in and why. */
  readonly offer?: Offer;
  /** The consumer's half: which of its pods call. */
  readonly call?: Call;
}

/** The provider's half of a link. */
export interface Offer {
  readonly agency: Agency;
  readonly system: System;
  readonly service: Service;
  readonly agreement: Agreement;
}

/** The consumer's half of a link. */
export interface Call {
  readonly agency: Agency;
  readonly system: System;
  readonly pods: PodLabels;
}

/** A link that both sides say: an agreement that stands. */
export type AgreedLink = Link & Required<Pick<Link, 'offer' | 'call'>>;

/** Whether both sides say it. */
export const isAgreed = (link: Link): link is AgreedLink => link.offer !== undefined && link.call !== undefined;

/** Every link that either side says, sorted by consumer and service. */
export function links(fleet: Fleet): readonly Link[] {
  const known = KNOWN.get(fleet);
  if (known) return known;
  const halves = new Map<string, Link>();
  const add = (half: Link) => {
    const id = `${half.consumer} ${half.service}`;
    halves.set(id, { ...halves.get(id), ...half });
  };
  for (const agency of fleet.agencies) {
    for (const system of agency.systems) {
      const here = `${agency.key}/${system.key}`;
      for (const service of system.exposes)
        for (const agreement of service.to)
          add({
            consumer: agreement.consumer,
            service: `${here}/${service.key}`,
            offer: { agency, system, service, agreement },
          });
      for (const { service, pods } of system.consumes) add({ consumer: here, service, call: { agency, system, pods } });
    }
  }
  const all = [...halves.values()].sort((a, b) => compare(a.consumer, b.consumer) || compare(a.service, b.service));
  KNOWN.set(fleet, all);
  return all;
}

/** Every stack of a fleet asks for them, and a fleet never changes. */
const KNOWN = new WeakMap<Fleet, readonly Link[]>();

/** An agreed link in one environment that both its systems have. */
export interface Connection {
  readonly link: AgreedLink;
  /** Of the system that calls. */
  readonly consumer: Environment;
  /** Of the system that answers. */
  readonly provider: Environment;
}

/** Environments both systems have, prod with prod and test with test, by the consumer's order. */
export function connectionsOf(link: AgreedLink): readonly Connection[] {
  const there = new Map(link.offer.system.environments.map((environment) => [environment.key, environment]));
  return link.call.system.environments.flatMap((consumer) => {
    const provider = there.get(consumer.key);
    return provider ? [{ link, consumer, provider }] : [];
  });
}

/** What the links of a fleet join on one site, by the order of {@link links}: both ends stand there. */
export function standingConnections(fleet: Fleet, site: Site): readonly Connection[] {
  return links(fleet)
    .filter(isAgreed)
    .flatMap(connectionsOf)
    .filter((connection) =>
      endsOf(connection).every(({ system, environment }) => standsOn(fleet, site, system, environment)),
    );
}

/** What the links of a fleet open on one site: those of {@link standingConnections} of which neither end is closed. */
export const connections = (fleet: Fleet, site: Site): readonly Connection[] =>
  standingConnections(fleet, site).filter((connection) => !isClosed(connection));

/** Whether either end is under quarantine. */
export const isClosed = (connection: Connection): boolean =>
  endsOf(connection).some(({ system, environment }) => quarantineOf(system, environment) !== undefined);

const endsOf = ({ link: { offer, call }, consumer, provider }: Connection) => [
  { system: call.system, environment: consumer },
  { system: offer.system, environment: provider },
];

/** What closes an environment: its own quarantine, or its system's where that means it. */
export function quarantineOf({ quarantine }: System, environment: Environment): Quarantine | undefined {
  if (environment.quarantine || !quarantine) return environment.quarantine;
  const { environments, ...incident } = quarantine;
  return environments === undefined || environments.includes(environment.key) ? incident : undefined;
}
