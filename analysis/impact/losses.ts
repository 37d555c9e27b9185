import {
  type Agency,
  type Connection,
  connectionsOf,
  type Environment,
  type Fleet,
  isAgreed,
  links,
  quarantineOf,
  type System,
} from '../../definition';

/** One environment of a system. */
export interface SystemEnvironment {
  readonly agency: Agency;
  readonly system: System;
  readonly environment: Environment;
}

/** A service that somebody can no longer call. */
export interface Loss {
  /** Who calls it. */
  readonly consumer: SystemEnvironment;
  /** `<agency>/<system>/<service>`. */
  readonly service: string;
  /** What it is called for. */
  readonly purpose: string;
  /** 1: the service itself is closed; more: it calls, over so many steps, one that is. */
  readonly steps: number;
}

/**
 * Who loses which service when environments are closed: those that call them, and those that call these, since a
 * service may not answer without what it calls itself. The most urgent to bring back comes first, by the restore
 * order of its continuity class; then the nearest.
 */
export function losses(fleet: Fleet, closed: readonly SystemEnvironment[]): readonly Loss[] {
  const callers = callersOf(fleet);
  const reached = new Set(closed.map(({ environment }) => environment.namespace));
  const found: Loss[] = [];
  for (let edge: readonly string[] = [...reached], steps = 1; edge.length > 0; steps++) {
    const next: string[] = [];
    for (const connection of edge.flatMap((namespace) => callers.get(namespace) ?? [])) {
      const { link, consumer } = connection;
      const { agency, system } = link.call;
      const { purpose } = link.offer.agreement;
      found.push({ consumer: { agency, system, environment: consumer }, service: link.service, purpose, steps });
      if (!reached.has(consumer.namespace)) next.push(consumer.namespace);
      reached.add(consumer.namespace);
    }
    edge = next;
  }
  const own = new Set(closed.map(({ environment }) => environment.namespace));
  return found
    .filter(({ consumer }) => !own.has(consumer.environment.namespace))
    .sort(byUrgency(new Map(fleet.platform.continuity.map(({ key, restoreOrder }) => [key, restoreOrder]))));
}

/** Connections by the namespace that answers; what is closed already loses nothing more. */
function callersOf(fleet: Fleet): ReadonlyMap<string, readonly Connection[]> {
  const callers = new Map<string, Connection[]>();
  for (const connection of links(fleet).filter(isAgreed).flatMap(connectionsOf)) {
    const { link, consumer, provider } = connection;
    if (quarantineOf(link.call.system, consumer) !== undefined) continue;
    const present = callers.get(provider.namespace);
    if (present) present.push(connection);
    else callers.set(provider.namespace, [connection]);
  }
  return callers;
}

const byUrgency = (orders: ReadonlyMap<string, number>) => (a: Loss, b: Loss) => {
  const order = ({ consumer }: Loss) => orders.get(consumer.system.continuity) ?? Number.MAX_SAFE_INTEGER;
  const name = ({ consumer, service }: Loss) => `${consumer.environment.namespace} ${service}`;
  return order(a) - order(b) || a.steps - b.steps || (name(a) < name(b) ? -1 : 1);
};
