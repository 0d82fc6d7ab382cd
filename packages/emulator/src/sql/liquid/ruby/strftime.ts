import type { Moment } from './moment.ts';

const DAY_MS = 86_400_000;
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
/** Characters that one directive may take. */
const WIDEST = 1000;

/** A number with its usual width and what fills it, or a text. */
type Part = readonly [number, number, '0' | ' '] | string;

/** Directives that stand for several. */
const COMBINED: Readonly<Record<string, string>> = {
  c: '%a %b %e %H:%M:%S %Y',
  D: '%m/%d/%y',
  F: '%Y-%m-%d',
  R: '%H:%M',
  r: '%I:%M:%S %p',
  T: '%H:%M:%S',
  v: '%e-%^b-%Y',
  X: '%H:%M:%S',
  x: '%m/%d/%y',
  '+': '%a %b %e %H:%M:%S %Z %Y',
};

/** Writes a moment as Ruby's `strftime` does; what is no directive stays. @throws Error for a width over 1000 */
export function strftime(moment: Moment, format: string): string {
  return format.replaceAll(
    /%([-0^#_]*)(\d*)(:{0,2}z|[a-zA-Z%+])/g,
    (whole, flags: string, width: string, name: string) => {
      if (Number(width) > WIDEST) throw new Error(`${whole} is wider than ${WIDEST} characters`);
      const combined = COMBINED[name];
      const part = combined === undefined ? partOf(moment, name, width) : strftime(moment, combined);
      return part === undefined ? whole : padded(part, flags, Number(width));
    },
  );
}

function padded(part: Part, flags: string, width: number): string {
  const [value, least, usual] =
    typeof part === 'string' ? [part, 0, ' '] : [String(part[0]), part[1], part[2]];
  const fill = flags.includes('_') ? ' ' : flags.includes('0') ? '0' : usual;
  const text = flags.includes('-') ? value : value.padStart(Math.max(width, least), fill);
  if (flags.includes('^')) return text.toUpperCase();
  if (!flags.includes('#')) return text;
  return /^[AP]M$/.test(text) ? text.toLowerCase() : text.toUpperCase();
}

function partOf(moment: Moment, name: string, width: string): Part | undefined {
  const { at, nanoseconds, offset, zone } = moment;
  const local = new Date(at + offset * 60_000);
  const [year, hour, weekday] = [local.getUTCFullYear(), local.getUTCHours(), local.getUTCDay()];
  const day = Math.floor((local.getTime() - Date.UTC(year, 0)) / DAY_MS);
  const fraction = (digits: number): string =>
    String(nanoseconds).padStart(9, '0').padEnd(digits, '0').slice(0, digits);
  switch (name) {
    case 'Y':
      return [year, 4, '0'];
    case 'C':
      return [Math.floor(year / 100), 2, '0'];
    case 'y':
      return [year % 100, 2, '0'];
    case 'm':
      return [local.getUTCMonth() + 1, 2, '0'];
    case 'B':
      return MONTHS[local.getUTCMonth()] ?? '';
    case 'b':
    case 'h':
      return (MONTHS[local.getUTCMonth()] ?? '').slice(0, 3);
    case 'd':
      return [local.getUTCDate(), 2, '0'];
    case 'e':
      return [local.getUTCDate(), 2, ' '];
    case 'j':
      return [day + 1, 3, '0'];
    case 'H':
      return [hour, 2, '0'];
    case 'k':
      return [hour, 2, ' '];
    case 'I':
      return [hour % 12 || 12, 2, '0'];
    case 'l':
      return [hour % 12 || 12, 2, ' '];
    case 'M':
      return [local.getUTCMinutes(), 2, '0'];
    case 'S':
      return [local.getUTCSeconds(), 2, '0'];
    case 'L':
      return fraction(Number(width) || 3);
    case 'N':
      return fraction(Number(width) || 9);
    case 'p':
      return hour < 12 ? 'AM' : 'PM';
    case 'P':
      return hour < 12 ? 'am' : 'pm';
    case 'A':
      return DAYS[weekday] ?? '';
    case 'a':
      return (DAYS[weekday] ?? '').slice(0, 3);
    case 'u':
      return [weekday || 7, 1, '0'];
    case 'w':
      return [weekday, 1, '0'];
    case 'U':
      return [Math.floor((day + 7 - weekday) / 7), 2, '0'];
    case 'W':
      return [Math.floor((day + 7 - ((weekday + 6) % 7)) / 7), 2, '0'];
    case 'V':
      return [isoWeek(local).week, 2, '0'];
    case 'G':
      return [isoWeek(local).year, 4, '0'];
    case 'g':
      return [isoWeek(local).year % 100, 2, '0'];
    case 's':
      return [Math.floor(at / 1000), 1, '0'];
    case 'Z':
      return zone;
    case 'z':
      return zoneText(offset, '');
    case ':z':
      return zoneText(offset, ':');
    case '::z':
      return `${zoneText(offset, ':')}:00`;
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case '%':
      return '%';
    default:
      return undefined;
  }
}

/** The week of ISO 8601 that a day is in: the one that its Thursday is in. */
function isoWeek(local: Date): { year: number; week: number } {
  const thursday = new Date(local.getTime() + (4 - (local.getUTCDay() || 7)) * DAY_MS);
  const year = thursday.getUTCFullYear();
  return { year, week: Math.floor((thursday.getTime() - Date.UTC(year, 0)) / (7 * DAY_MS)) + 1 };
}

function zoneText(offset: number, colon: string): string {
  const size = Math.abs(offset);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${colon}${two(size % 60)}`;
}
