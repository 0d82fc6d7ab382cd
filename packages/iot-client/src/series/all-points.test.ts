import { InputError, PaginationError } from '@bimodal/auth-core';
import { array, assert, asyncProperty, integer } from 'fast-check';
import { expect, it } from 'vitest';
import { allPoints, type Row } from './all-points.ts';

const at = (millisecond: number): string => new Date(Date.UTC(2026, 0, 1) + millisecond).toISOString();

/** A platform that gives so many rows at most, whatever it is asked for. */
function platform(rows: readonly Row[], cap: number) {
  let asked = 0;
  const ask = async (ts: string, limit: number): Promise<readonly Row[]> => {
    if ((asked += 1) > 10_000) throw new Error('It never ends.');
    return rows.filter(([time]) => String(time) >= ts).slice(0, Math.min(limit, cap));
  };
  return { ask, asked: () => asked };
}

async function values(points: AsyncIterable<Row>): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const [, value] of points) found.push(value);
  return found;
}

it.each([
  [{ begin: at(0), end: `${at(50)}Z` }, '`end`'],
  [{ begin: at(0), end: 'tomorrow' }, '`end`'],
  [{ begin: at(0), end: '2026-01-01' }, '`end`'],
  [{ begin: at(0), end: '2026-13-01T00:00:00Z' }, '`end`'],
  [{ begin: '2026-01-01T00:00:00', end: at(50) }, '`begin`'],
])(
  'a span that does not begin and end at moments is refused before anything is asked for: %j',
  async (span, name) => {
    const { ask, asked } = platform([[at(1), 1]], 100);
    await expect(values(allPoints(span, ask))).rejects.toBeInstanceOf(InputError);
    await expect(values(allPoints(span, ask))).rejects.toThrow(name);
    expect(asked()).toBe(0);
  },
);

it('all points of a span come once and in order, however few the platform gives at once', async () => {
  await assert(
    asyncProperty(
      array(integer({ min: 0, max: 60 }), { minLength: 100, maxLength: 400, size: 'max' }),
      integer({ min: 30, max: 150 }),
      async (times, cap) => {
        const rows = times.toSorted((a, b) => a - b).map((time, value): Row => [at(time), value]);
        const crowd = Math.max(0, ...rows.map(([time]) => rows.filter(([other]) => other === time).length));
        const inSpan = rows.filter(([time]) => String(time) < at(50)).map(([, value]) => value);
        const found = await values(allPoints({ begin: at(0), end: at(50) }, platform(rows, cap).ask));
        if (crowd < cap) expect(found).toEqual(inSpan);
        else expect(found.length).toBeLessThanOrEqual(inSpan.length);
      },
    ),
    { numRuns: 200 },
  );
});

it('what is more in one millisecond than the platform gives is left out, and the rest is read', async () => {
  const rows = [...Array.from({ length: 8 }, (_, value): Row => [at(0), value]), [at(1), 8] as const];
  expect(await values(allPoints({ begin: at(0), end: at(9) }, platform(rows, 5).ask))).toEqual([
    0, 1, 2, 3, 4, 8,
  ]);
});

it('little is asked for where little is there', async () => {
  for (const count of [0, 1, 30, 99]) {
    const rows = Array.from({ length: count }, (_, value): Row => [at(value), value]);
    const { ask, asked } = platform(rows, 100);
    expect(await values(allPoints({ begin: at(0), end: at(1000) }, ask))).toHaveLength(count);
    expect(asked()).toBeLessThanOrEqual(3);
  }
});

it('a platform that does not look at the moment is not asked for ever', async () => {
  const rows = Array.from({ length: 3 }, (_, value): Row => [at(value), value]);
  const points = allPoints({ begin: at(0), end: at(1000) }, async () => rows);
  await expect(values(points)).rejects.toBeInstanceOf(PaginationError);
});
