const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  return format;
}

/**
 * What the clocks of a zone show at an instant, as the instant at which UTC's would show the same. Milliseconds, like all
 * instants here; whole seconds.
 */
export function wallTimeOf(instant: number, zone: string): number {
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] =
    formatOf(zone).format(instant).match(/\d+/g)?.map(Number) ?? [];
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** How far a zone's clocks are ahead of UTC at an instant. */
export function offsetAt(instant: number, zone: string): number {
  return wallTimeOf(instant, zone) - Math.floor(instant / 1000) * 1000;
}

const day = 86_400_000;

/** When the clocks of a zone show something: once, twice (the clocks were put back), or never (they were put forward). */
export interface Showing {
  /** In order of time. Where they never show it: the one instant at which they would have, had they not been put forward. */
  readonly instants: readonly [number, ...number[]];
  readonly isSkipped: boolean;
  /** No later wall time stands for an instant before this. */
  readonly earliest: number;
}

/** When the clocks of a zone show `wall`. */
export function whenShown(wall: number, zone: string): Showing {
  const before = offsetAt(wall - day, zone);
  const after = offsetAt(wall + day, zone);
  const earliest = wall - Math.max(before, after);
  if (before === after) return { instants: [earliest], isSkipped: false, earliest };
  const early = wall - before;
  const late = wall - after;
  const isEarly = offsetAt(early, zone) === before;
  const isLate = offsetAt(late, zone) === after;
  if (isEarly && isLate) return { instants: [early, late], isSkipped: false, earliest };
  if (isLate) return { instants: [late], isSkipped: false, earliest };
  return { instants: [early], isSkipped: !isEarly, earliest };
}

/** By how much a zone's clocks are put forward or back around an instant; 0 nearly always. */
export function shiftAround(instant: number, zone: string): number {
  const shift = Math.abs(offsetAt(instant + day, zone) - offsetAt(instant - day, zone));
  if (shift === 0) return 0;
  return offsetAt(instant + shift, zone) === offsetAt(instant - shift, zone) ? 0 : shift;
}
