import type { DataClass } from '../../definition';

/**
 * How a link stands on a day, the most pressing first:
 *
 * - `lapsed`: both sides say it and its last day is past. It stays open, and blocks changes to its two agencies.
 * - `lapsing`: both sides say it and its last day is at most `NOTICE_DAYS` away.
 * - `waits`: one side alone says it. It opens nothing, whatever its last day.
 * - `quarantined`: every environment it would join is closed by a quarantine.
 * - `nowhere`: both sides say it, but have no environment in common.
 * - `stands`: open.
 *
 * An agreement near its end is `lapsed` or `lapsing` even where it opens nothing at the moment: `environments` tells.
 */
export const LINK_STATES = ['lapsed', 'lapsing', 'waits', 'quarantined', 'nowhere', 'stands'] as const;
/** How a link stands: one of {@link LINK_STATES}. */
export type LinkState = (typeof LINK_STATES)[number];

/** One link that either side says, as it stands on a day. What only the silent side could say is absent. */
export interface AgreementRow {
  /** `<agency>/<system>` that calls. */
  readonly consumer: string;
  /** `<agency>/<system>/<service>` that answers. */
  readonly service: string;
  /** Title of the service. Absent where the provider has none of that key. */
  readonly title?: string;
  /** Class of the data that pass. Absent as `title` is. */
  readonly data?: DataClass;
  /** Legal basis. */
  readonly basis?: string;
  readonly purpose?: string;
  /** Last day, `YYYY-MM-DD`; on it the agreement still stands. */
  readonly until?: string;
  /** Whole days from the day asked for to the last day: 0 on it, negative after it. */
  readonly daysLeft?: number;
  readonly state: LinkState;
  /** `<agency>/<system>` that has yet to say it, where the state is `waits`. */
  readonly waitsFor?: string;
  /** Environments that it opens, such as `prod`: both systems have them, and neither side is closed. Sorted. */
  readonly environments: readonly string[];
  /** Environments that both systems have and a quarantine closes. Sorted. */
  readonly quarantined: readonly string[];
  /** Address of the provider's owner, who renews. Absent where the fleet has no such agency. */
  readonly renews?: string;
  /** Address of the consumer's owner, who asks for it. Absent where the fleet has no such agency. */
  readonly asks?: string;
  readonly written: WrittenAt;
}

/** Where the halves of a link are written; a side that does not say it is absent. */
export interface WrittenAt {
  /** The provider's half: the consumer's name below `to`. */
  readonly provider?: Place;
  /** The last day, in the provider's half. */
  readonly until?: Place;
  /** The consumer's half: the service's name below `consumes`. */
  readonly consumer?: Place;
}

/** A line of a file, from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
}
