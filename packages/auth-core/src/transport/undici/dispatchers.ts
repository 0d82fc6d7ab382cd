/// <reference path="./undici-parts.d.ts" />
import type { Agent, Client, Pool } from 'undici';
import { loadUndici } from './load-undici.ts';

/** What connections are made of. */
export interface Dispatchers {
  readonly Agent: typeof Agent;
  readonly Client: typeof Client;
  readonly Pool: typeof Pool;
}

/**
 * The parts of undici that a call needs: they load in less than half the time of the whole. They are the very ones that the
 * whole consists of, and nobody's promise: where they are gone, the whole is loaded.
 */
export async function loadDispatchers(): Promise<Dispatchers> {
  try {
    const [agent, client, pool] = await Promise.all([
      import('undici/lib/dispatcher/agent.js'),
      import('undici/lib/dispatcher/client.js'),
      import('undici/lib/dispatcher/pool.js'),
    ]);
    return { Agent: agent.default, Client: client.default, Pool: pool.default };
  } catch {
    return loadUndici();
  }
}
