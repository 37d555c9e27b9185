import type { PodLabels } from '../../definition';

/** Protocols a NetworkPolicy can name. */
export const PROTOCOLS = ['TCP', 'UDP', 'SCTP'] as const;
/** One of {@link PROTOCOLS}. */
export type Protocol = (typeof PROTOCOLS)[number];

/** A pod, by what policies see of it. */
export interface PodEnd {
  readonly namespace: string;
  /** @default - no labels */
  readonly labels?: PodLabels;
  /**
   * Its address.
   *
   * @default - unknown: no `ipBlock` matches it
   */
  readonly ip?: string;
  /**
   * Numbers of its ports by their names, as its containers declare them.
   *
   * @default - unknown: to a question about one port it names none, to one about any port a name may stand for it
   */
  readonly ports?: Readonly<Record<string, number>>;
}

/** An address that is no pod's: no selector matches it, and no policy holds it. */
export interface OutsideEnd {
  readonly namespace?: undefined;
  readonly ip: string;
}

/** One end of a connection. */
export type End = PodEnd | OutsideEnd;

/** May one end open a connection to the other? */
export interface Query {
  readonly from: End;
  readonly to: End;
  /**
   * A number, or a name that `to.ports` declares.
   *
   * @default - any port will do
   */
  readonly port?: number | string;
  /** @default - TCP where a port is asked for, else any */
  readonly protocol?: Protocol;
}
