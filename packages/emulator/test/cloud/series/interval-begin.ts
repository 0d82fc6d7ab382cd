export type Resolution = '5sec' | '15sec' | '1min' | '10min' | '1hour' | '1day' | '1week' | '1month';

const seconds: Readonly<Partial<Record<Resolution, number>>> = {
  '5sec': 5,
  '15sec': 15,
  '1min': 60,
  '10min': 600,
  '1hour': 3600,
};

/** When the interval of a moment began, found out by the zone data of JavaScript's own `Intl`. */
export function intervalBegin(resolution: Resolution, time: number, timeZone: string): string {
  const length = seconds[resolution];
  if (length !== undefined) return new Date(time - (time % (length * 1000))).toISOString();
  const local = new Date(time + offset(time, timeZone));
  local.setUTCHours(0, 0, 0, 0);
  if (resolution === '1week') local.setUTCDate(local.getUTCDate() - ((local.getUTCDay() + 6) % 7));
  if (resolution === '1month') local.setUTCDate(1);
  const wall = local.getTime();
  // The zone's offset at the beginning may be another than at the moment itself.
  const first = wall - offset(wall, timeZone);
  return new Date(wall - offset(first, timeZone)).toISOString();
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds that a zone's clocks are ahead of UTC at a moment. */
function offset(time: number, timeZone: string): number {
  const format =
    formats.get(timeZone) ?? new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  formats.set(timeZone, format);
  const name = format.formatToParts(time).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
