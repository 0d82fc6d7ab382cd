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

/** Whether there is such a zone. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
