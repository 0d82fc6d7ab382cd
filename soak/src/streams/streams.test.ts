import { expect, it, vi } from 'vitest';
import { checkStreams } from './check-streams.ts';

vi.setConfig({ testTimeout: 180_000 });

it('streams and devices on a faulty network lose nothing unseen, invent nothing, come back, and close', async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  process.stdout.write(`seed ${seed}\n`);
  // A handshake that nobody answers is given 20 seconds, which are left to the long run.
  const { tally, failures } = await checkStreams({ seed, scenarios: 10, silentFrom: 1000 });
  process.stdout.write(`${String(tally)}\n`);
  expect(failures).toEqual([]);
  expect(tally.items.get('event')).toBeGreaterThan(100);
  expect(tally.items.get('command')).toBeGreaterThan(100);
  expect(tally.items.get('gap')).toBeGreaterThan(0);
  expect(tally.accepted).toBeGreaterThan(100);
});
