import { DuckDBTimestampValue } from '@duckdb/node-api';

const SECONDS_PER_DAY = 86_400;
let lastDay = -1;
let lastDate = '';

/**
 * Microseconds since 1970 as `2001-02-03 04:05:06.789`, DuckDB's own text. Reckoned in numbers where those are exact: the
 * binding's bigints take seven times as long, and results have millions of timestamps.
 */
export function timestampText(micros: bigint): string {
  const count = Number(micros);
  if (count < 0 || count > Number.MAX_SAFE_INTEGER) return new DuckDBTimestampValue(micros).toString();
  const seconds = Math.floor(count / 1_000_000);
  const day = Math.floor(seconds / SECONDS_PER_DAY);
  const second = seconds - day * SECONDS_PER_DAY;
  const hour = twoDigits(second / 3600);
  const minute = twoDigits((second / 60) % 60);
  const fraction = fractionText(count - seconds * 1_000_000);
  return `${dateText(day)} ${hour}:${minute}:${twoDigits(second % 60)}${fraction}`;
}

/** Rows in order share their day with the row before. */
function dateText(day: number): string {
  if (day !== lastDay) {
    lastDate = new Date(day * SECONDS_PER_DAY * 1000).toISOString().slice(0, 10);
    lastDay = day;
  }
  return lastDate;
}

function twoDigits(value: number): string {
  const whole = Math.floor(value);
  return whole < 10 ? `0${whole}` : String(whole);
}

function fractionText(micros: number): string {
  return micros === 0 ? '' : `.${String(micros).padStart(6, '0').replace(/0+$/, '')}`;
}
