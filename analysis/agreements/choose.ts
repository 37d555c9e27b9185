import { compare } from '../../definition/finding';
import { type AgreementRow, LINK_STATES } from './row';

/** Whether an agency is one of the two sides. */
export function concerns({ consumer, service }: AgreementRow, agencies: ReadonlySet<string>): boolean {
  return [consumer, service].some((reference) => agencies.has(reference.split('/')[0] ?? ''));
}

/** Whether it lapses within so many days, or has lapsed. */
export const endsWithin = ({ daysLeft }: AgreementRow, days: number): boolean =>
  daysLeft !== undefined && daysLeft <= days;

/**
 * Whether it blocks changes to its two agencies. One that a single side says never does, its last day past or not: it
 * opens nothing, so nobody reaches data without a basis, and the other agency could not be asked to mend what it never
 * agreed to.
 */
export const blocks = ({ state }: AgreementRow): boolean => state === 'lapsed';

/** The most pressing first: by state, then by last day, then by consumer and service. */
export function byUrgency(a: AgreementRow, b: AgreementRow): number {
  return (
    LINK_STATES.indexOf(a.state) - LINK_STATES.indexOf(b.state) ||
    compare(a.until ?? '', b.until ?? '') ||
    compare(a.consumer, b.consumer) ||
    compare(a.service, b.service)
  );
}
