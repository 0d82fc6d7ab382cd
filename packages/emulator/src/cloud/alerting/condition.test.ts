import { expect, it } from 'vitest';
import { drawnTogether, milliseconds, severityOf } from './condition.ts';

it.each([
  ['lessThan', [5], [4.9], [5]],
  ['lessThanOrEqualTo', [5], [5], [5.1]],
  ['greaterThan', [5], [5.1], [5]],
  ['greaterThanOrEqualTo', [5], [5], [4.9]],
  ['in', [1, 2], [2], [3]],
  ['notIn', [1, 2], [3], [1]],
  ['between', [1, 3], [1, 2, 3], [0.9, 3.1]],
  ['outside', [1, 3], [0.9, 3.1], [1, 3]],
  ['unheardOf', [1], [], [1]],
])('%s %j is met by %j, and not by %j', (operator, operands, met, unmet) => {
  const severity = (value: number) => severityOf(value, [{ operator, operands, severity: 2 }]);
  expect(met.map(severity)).toEqual(met.map(() => 2));
  expect(unmet.map(severity)).toEqual(unmet.map(() => undefined));
});

it('the severest of several counts', () => {
  const over = (value: number, severity: number) => ({
    operator: 'greaterThan',
    operands: [value],
    severity,
  });
  expect(severityOf(50, [over(10, 3), over(40, 1), over(20, 2)])).toBe(1);
});

it('draws values together', () => {
  const drawn = ['min', 'max', 'avg', 'sum', 'count', undefined].map((how) => drawnTogether(how, [1, 2, 6]));
  expect(drawn).toEqual([1, 6, 3, 9, 3, 3]);
  expect(drawnTogether('sum', [])).toBeUndefined();
});

it('reads lengths of time', () => {
  expect(['45sec', '5min', '1hr', '2hours', '1day', 'soon'].map((text) => milliseconds(text, 7))).toEqual([
    45_000, 300_000, 3_600_000, 7_200_000, 86_400_000, 7,
  ]);
});
