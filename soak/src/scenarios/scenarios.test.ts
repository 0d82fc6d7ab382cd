import { expect, it, vi } from 'vitest';
import { checkScenarios } from './check-scenarios.ts';

vi.setConfig({ testTimeout: 180_000 });

it('every call through a faulty network ends in a right answer or a typed error, in time, and is sent once', async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  process.stdout.write(`seed ${seed}\n`);
  const { tally, failures } = await checkScenarios({ seed, scenarios: 40 });
  process.stdout.write(`${String(tally)}\n`);
  expect(failures).toEqual([]);
  expect(tally.endings.get('right')).toBeGreaterThan(tally.calls / 3);
});
