import { beginOf, type Resolution } from './intervals.ts';
import type { Point } from './store.ts';

export type Aggregation = 'min' | 'max' | 'avg' | 'count' | 'sum';

export type Cell = string | number | null;

const draw: Readonly<Record<Aggregation, (values: readonly number[]) => number>> = {
  min: (values) => values.reduce((a, b) => Math.min(a, b)),
  max: (values) => values.reduce((a, b) => Math.max(a, b)),
  avg: (values) => sum(values) / values.length,
  count: (values) => values.length,
  sum,
};

/** A row for each interval that has points: when it began, then one number for each name, null where there is none. */
export function aggregate(
  points: readonly Point[],
  names: readonly string[],
  how: { readonly aggregation: Aggregation; readonly resolution: Resolution; readonly timeZone: string },
): Cell[][] {
  const intervals = new Map<number, Point[]>();
  for (const point of points) {
    const begin = beginOf(how.resolution, Date.parse(point.timestamp), how.timeZone);
    const known = intervals.get(begin);
    if (known) known.push(point);
    else intervals.set(begin, [point]);
  }
  return [...intervals].map(([begin, inside]) => [
    new Date(begin).toISOString(),
    ...names.map((name) => {
      const values = inside.flatMap(({ values }) => (Object.hasOwn(values, name) ? [values[name] ?? 0] : []));
      return values.length === 0 ? null : draw[how.aggregation](values);
    }),
  ]);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
