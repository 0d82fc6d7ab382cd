/** A moment with the place that it was written for. */
export interface Moment {
  /** Milliseconds since 1970, UTC, whole seconds. */
  readonly at: number;
  readonly nanoseconds: number;
  /** Minutes east of UTC. */
  readonly offset: number;
  /** `UTC`, or empty where only an offset is known. */
  readonly zone: string;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const ZONES: Readonly<Record<string, number>> = {
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
};

const TIME =
  /(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s*([ap]m)?\s*(z\b|utc|gmt|[ecmp][sd]t\b|[-+]\d\d:?\d\d)?/;
const COMPACT = /^(\d{4})(\d\d)(\d\d)t(\d\d)(\d\d)(\d\d)(z|[-+]\d\d:?\d\d)?$/;
const DATES: readonly (readonly [RegExp, (parts: readonly string[]) => readonly [string, string, string]])[] =
  [
    [/(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/, ([, y = '', m = '', d = '']) => [y, m, d]],
    [/(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)/, ([, d = '', m = '', y = '']) => [y, m, d]],
    [
      /(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3})[a-z]*[\s,-]+(\d{4})/,
      ([, d = '', m = '', y = '']) => [y, m, d],
    ],
    [
      /([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})/,
      ([, m = '', d = '', y = '']) => [y, m, d],
    ],
  ];

/**
 * What a template takes for a moment: `now`, seconds since 1970, or a text with a date or a time in it, which keeps its own
 * offset. Undefined where it is none. Source: Liquid 5.4, `Utils.to_date`; Ruby's `Time.parse`, as far as people write dates.
 */
export function momentOf(value: unknown): Moment | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? utc(value * 1000) : undefined;
  if (typeof value !== 'string') return undefined;
  const text = value.trim().toLowerCase();
  if (text === 'now' || text === 'today') return utc(Date.now());
  if (/^\d+$/.test(text)) return utc(Number(text) * 1000);
  return parsed(text.replace(COMPACT, '$1-$2-$3 $4:$5:$6$7'));
}

function parsed(text: string): Moment | undefined {
  const time = TIME.exec(text);
  const date = dateIn(text);
  if (date === undefined && time === null) return undefined;
  const today = new Date();
  const [year, month, day] = date ?? [today.getUTCFullYear(), today.getUTCMonth() + 1, today.getUTCDate()];
  const [, hours = '0', minutes = '0', seconds = '0', fraction = '', half, zone] = time ?? [];
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half === 'pm' ? 12 : 0);
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || Number(minutes) > 59) return undefined;
  const offset = offsetOf(zone);
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  at.setUTCHours(hour, Number(minutes) - offset, Number(seconds));
  const isUtc = zone === undefined || /^(z|utc|gmt)$/.test(zone);
  return {
    at: at.getTime(),
    nanoseconds: Number(fraction.slice(0, 9).padEnd(9, '0')),
    offset,
    zone: isUtc ? 'UTC' : '',
  };
}

function dateIn(text: string): readonly [number, number, number] | undefined {
  for (const [pattern, read] of DATES) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const [year, month, day] = read(found);
    const named = MONTHS.indexOf(month) + 1;
    return [Number(year), named === 0 ? Number(month) : named, Number(day)];
  }
  return undefined;
}

function offsetOf(zone = ''): number {
  const [, sign, hours, minutes] = /^([-+])(\d\d):?(\d\d)$/.exec(zone) ?? [];
  if (sign === undefined) return (ZONES[zone] ?? 0) * 60;
  return (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
}

function utc(milliseconds: number): Moment | undefined {
  if (Math.abs(milliseconds) > 8.64e15) return undefined;
  const at = Math.floor(milliseconds / 1000) * 1000;
  return { at, nanoseconds: (milliseconds - at) * 1_000_000, offset: 0, zone: 'UTC' };
}
