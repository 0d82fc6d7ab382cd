/** The lengths of intervals that points are drawn together in. */
export const resolutions = ['5sec', '15sec', '1min', '10min', '1hour', '1day', '1week', '1month'] as const;

export type Resolution = (typeof resolutions)[number];

const second = 1000;
const day = 24 * 60 * 60 * second;

/** Milliseconds; of a month about. */
const lengths: Readonly<Record<Resolution, number>> = {
  '5sec': 5 * second,
  '15sec': 15 * second,
  '1min': 60 * second,
  '10min': 600 * second,
  '1hour': 3600 * second,
  '1day': day,
  '1week': 7 * day,
  '1month': 30 * day,
};

/** What is chosen where nobody says: the finest with at most this many intervals. The platform's own rule is unknown. */
const most = 500;

export function chosen(begin: number, end: number): Resolution {
  return resolutions.find((each) => (end - begin) / lengths[each] <= most) ?? '1month';
}

/** When the interval that a moment is in began; days, weeks (from Monday) and months begin in the series' own zone. */
export function beginOf(resolution: Resolution, time: number, timeZone: string): number {
  const length = lengths[resolution];
  if (length < day) return time - (((time % length) + length) % length);
  const local = new Date(time + offset(time, timeZone));
  local.setUTCHours(0, 0, 0, 0);
  if (resolution === '1week') local.setUTCDate(local.getUTCDate() - ((local.getUTCDay() + 6) % 7));
  if (resolution === '1month') local.setUTCDate(1);
  const wall = local.getTime();
  // The zone's offset at the beginning may be another than at the moment itself.
  const first = wall - offset(wall, timeZone);
  return wall - offset(first, timeZone);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds that a zone's clocks are ahead of UTC at a moment. */
function offset(time: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0;
  let format = formats.get(timeZone);
  if (!format)
    formats.set(timeZone, (format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })));
  const name = format.formatToParts(time).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60 * second;
}

/** Whether there is such a zone. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
