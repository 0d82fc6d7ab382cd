import * as undici from 'undici';
import { expect, it } from 'vitest';
import { loadUndici, whole } from './load-undici.ts';

it('loads the undici that is installed', async () => {
  expect((await loadUndici()).Agent).toBe(undici.Agent);
});

it('names a stand-in as such, and what to do', () => {
  // As Bun's: the names are there, and nothing is behind them.
  class Agent {
    readonly connections = 0;
  }
  const standIn = Object.assign({}, undici, { Agent });
  expect(() => whole(standIn)).toThrow(
    /`undici` is a stand-in .*`Agent\.prototype\.dispatch`.*fetchTransport\(\)/,
  );
});
