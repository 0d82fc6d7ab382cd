import { zones } from './zones.ts';

/** A moment as clocks in a zone show it. */
export interface LocalTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether a zone's name is known: the platform's own, or one of the tz database. */
export function isZone(name: string): boolean {
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

export function localTime(moment: Date, zone: string): LocalTime {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
  };
}

/** When clocks in a zone show this. A time that a change of clocks skips is as much later. */
export function momentOf({ year, month, day, hour, minute }: LocalTime, zone: string): Date {
  const wanted = Date.UTC(year, month - 1, day, hour, minute);
  let moment = wanted;
  // The offset at the first guess may be that of the other side of a change of clocks.
  for (let round = 0; round < 2; round += 1) {
    const shown = localTime(new Date(moment), zone);
    const off = Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute) - wanted;
    moment -= off;
  }
  return new Date(moment);
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const timeZone = zones.get(zone) ?? zone;
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  formats.set(timeZone, format);
  return format;
}
