import { createRequire } from 'node:module';
import * as undici from 'undici';
import { expect, it } from 'vitest';
import { loadDispatchers } from './dispatchers.ts';

it('The parts of undici that a call needs are where they were, and those of the whole', async () => {
  // Where this fails undici has moved them: calls still work, and the first one is slower.
  createRequire(import.meta.url).resolve('undici/lib/dispatcher/agent.js');
  const { Agent, Client, Pool } = await loadDispatchers();
  expect(Agent).toBe(undici.Agent);
  expect(Client).toBe(undici.Client);
  expect(Pool).toBe(undici.Pool);
});
