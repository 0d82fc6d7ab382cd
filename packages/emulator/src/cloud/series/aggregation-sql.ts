import { quoteLiteral } from '../../sql/quote.ts';
import type { Resolution } from './intervals.ts';

export type Aggregation = 'min' | 'max' | 'avg' | 'count' | 'sum';

/** What is asked of points. */
export interface Question {
  /** Of the values, in the order of the columns. */
  readonly names: readonly string[];
  readonly aggregation: Aggregation;
  readonly resolution: Resolution;
  /** IANA name of the zone that days, weeks and months begin in. */
  readonly timeZone: string;
}

/** Sums by Kahan's way: what comes out does not depend on how the points are spread over chunks. */
const draw: Readonly<Record<Aggregation, (column: string) => string>> = {
  min: (column) => `min(${column})`,
  max: (column) => `max(${column})`,
  avg: (column) => `favg(${column})`,
  sum: (column) => `fsum(${column})`,
  count: (column) => `nullif(count(${column}), 0)`,
};

const seconds: Partial<Record<Resolution, number>> = {
  '5sec': 5,
  '15sec': 15,
  '1min': 60,
  '10min': 600,
  '1hour': 3600,
};

const calendar: Partial<Record<Resolution, string>> = { '1day': 'day', '1week': 'week', '1month': 'month' };

const column = (at: number): string => `v${at}`;

/** One statement, whose parameters are JSON arrays of points, so many of them. */
export function aggregation(
  { names, aggregation: how, resolution, timeZone }: Question,
  parameters: number,
): string {
  const items = Array.from(
    { length: parameters },
    (_, at) => `SELECT unnest(from_json($${at + 1}::JSON, '["JSON"]')) AS item`,
  );
  const values = names.map(
    (name, at) => `, json_extract_string(item, ${quoteLiteral(pointer(name))})::DOUBLE AS ${column(at)}`,
  );
  return `
    WITH item AS (${items.join(' UNION ALL ')}),
    point AS (SELECT json_extract_string(item, 0)::TIMESTAMP AS moment${values.join('')} FROM item)
    SELECT epoch_ms(${beginOf(resolution, timeZone)}) AS start${names.map((_, at) => `, ${draw[how](column(at))}`).join('')}
    FROM point GROUP BY start ORDER BY start`;
}

/** When the interval of a point began; weeks begin on Monday. */
function beginOf(resolution: Resolution, timeZone: string): string {
  const length = seconds[resolution];
  if (length !== undefined) return `time_bucket(INTERVAL ${length} SECONDS, moment)`;
  const unit = quoteLiteral(calendar[resolution] ?? 'day');
  if (timeZone === 'UTC') return `date_trunc(${unit}, moment)`;
  const zone = quoteLiteral(timeZone);
  return `timezone(${zone}, date_trunc(${unit}, timezone(${zone}, timezone('UTC', moment))))`;
}

/** Where a value is in `["<time>", {…}]`. Source: RFC 6901. */
function pointer(name: string): string {
  return `/1/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
