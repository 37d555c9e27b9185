/** Minutes of a day at which a cron expression of the form `minute hour * * *` fires; lists are not read. */
export function starts(cron: string): readonly number[] {
  const [minute = '', hour = '', ...rest] = cron.split(' ');
  if (rest.join(' ') !== '* * *') throw new Error(`not a daily expression: ${cron}`);
  return field(hour, 23).flatMap((h) => field(minute, 59).map((m) => h * 60 + m));
}

function field(text: string, last: number): number[] {
  if (text === '*') return range(0, last, 1);
  const stepped = /^(\d+)-(\d+)\/(\d+)$/.exec(text);
  if (stepped) return range(Number(stepped[1]), Number(stepped[2]), Number(stepped[3]));
  if (/^\d+$/.test(text) && Number(text) <= last) return [Number(text)];
  throw new Error(`not a cron field: ${text}`);
}

const range = (from: number, to: number, step: number): number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);
