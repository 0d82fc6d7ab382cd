import { expect, test } from 'vitest';
import { checkJudge } from './check-judge.ts';

test('the printed contract and zod agree', () => {
  const { cases, wrong, failure } = checkJudge(1000, 1);
  expect(failure).toBeUndefined();
  expect(cases).toBeGreaterThanOrEqual(1000);
  expect(wrong).toBeGreaterThan(100);
}, 60_000);
