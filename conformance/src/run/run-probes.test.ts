import { expect, test } from 'vitest';
import { ruleOf } from '../probes/index.ts';
import { runProbes } from './run-probes.ts';

test(
  'a probe that does not end is failed, and the next gets a process of its own',
  { timeout: 120_000 },
  async () => {
    const rule = await ruleOf('9a');
    const [silent, dripping] = rule!.probes;
    const verdicts = await runProbes('bimodal', [{ ...silent!, limit: 1 }, dripping!]);
    expect(verdicts).toEqual([{ result: 'fail', reason: 'had not ended after 0.001 s' }, { result: 'pass' }]);
  },
);

test('a process that ends before its verdict is a failure', { timeout: 120_000 }, async () => {
  const [verdict] = await runProbes('bimodal', [{ id: '1z', name: 'unknown', run: async () => undefined }]);
  expect(verdict).toMatchObject({ result: 'fail' });
  expect(verdict).toHaveProperty('reason', expect.stringContaining('There is no probe "1z"'));
});
