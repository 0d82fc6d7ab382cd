import { agreeing } from '@bimodal/contract/testing';
import { expect, it } from 'vitest';
import { operations } from './written-operations.ts';

/** A sample of what `pnpm soak` does at length. */
it('the printed judge says what zod says of every operation, input and answer, in both readings', () => {
  const { cases, wrong } = agreeing(operations, 3);
  expect(cases).toBe(operations.length * 4 * 3);
  expect(wrong).toBeGreaterThan(cases / 5);
}, 120_000);
