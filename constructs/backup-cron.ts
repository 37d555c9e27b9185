import { createHash } from 'node:crypto';
import { seconds } from '../definition/duration';

/** Intervals cron can say evenly, in minutes, longest first. */
const INTERVALS = [1440, 720, 480, 360, 240, 180, 120, 60, 30, 20, 15, 10, 5] as const;

/** Nobody waits for a nightly backup: it starts between 20:00 and 04:00. */
const NIGHT = { from: 20, hours: 8 };

/**
 * Minutes between two backups: the longest even interval shorter than the objective. Shorter, not equal: what is
 * lost at worst is the interval and the time the backup itself takes.
 *
 * @throws RangeError where the objective is five minutes or less: no schedule of backups can keep that
 */
export function backupInterval(rpo: string): number {
  const interval = INTERVALS.find((minutes) => minutes * 60 < seconds(rpo));
  if (interval === undefined) throw new RangeError(`rpo ${rpo} is too short for backups: at least 6m`);
  return interval;
}

/**
 * Cron expression of a namespace's backups. The start is spread by name, so that hundreds of backups do not begin
 * together, and stays where it is when other namespaces come and go.
 */
export function backupCron(namespace: string, rpo: string): string {
  const interval = backupInterval(rpo);
  const spread = createHash('sha256').update(namespace).digest().readUInt32BE(0);
  if (interval === 1440) {
    const minute = spread % (NIGHT.hours * 60);
    return `${minute % 60} ${(NIGHT.from + Math.floor(minute / 60)) % 24} * * *`;
  }
  const start = spread % interval;
  if (interval < 60) return `${start}-59/${interval} * * * *`;
  const hours = interval / 60;
  return hours === 1 ? `${start} * * * *` : `${start % 60} ${Math.floor(start / 60)}-23/${hours} * * *`;
}
