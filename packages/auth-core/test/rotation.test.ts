import { expect, it } from 'vitest';
import { modeCloudKey } from '../src/credentials/mode-cloud-key.ts';
import type { CredentialProvider } from '../src/credentials/provider.ts';
import { engineFor } from './engine.ts';
import { json, serve } from './server.ts';

it('loses none of 1,000 calls in flight while the secret is rotated', { timeout: 120_000 }, async () => {
  let generation = 1;
  let answered = 0;
  let refusals = 0;
  const server = await serve((request, response) => {
    if (request.headers['authorization'] !== `ModeCloud test-key-${generation}`) {
      refusals += 1;
      json(response, { code: 'expired' }, 401);
      return;
    }
    answered += 1;
    // The old secret ends at once, in the middle of everything.
    if (answered === 300) generation += 1;
    json(response, { id: 'a' });
  });
  let asked = 0;
  const vault: CredentialProvider = {
    name: 'vault',
    provide: async () => {
      asked += 1;
      return modeCloudKey(`test-key-${generation}`);
    },
  };
  const engine = engineFor(server.url, { retries: 0 }, vault);
  const calls = Array.from({ length: 1_000 }, (_, index) =>
    index % 2 === 0 ? engine.call('things.get', { thing: 'a' }) : engine.call('things.create', { name: 'a' }),
  );
  const outcomes = await Promise.allSettled(calls);

  expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
  expect(answered).toBe(1_000);
  expect(refusals).toBeGreaterThan(0);
  expect(asked).toBe(2);
});
