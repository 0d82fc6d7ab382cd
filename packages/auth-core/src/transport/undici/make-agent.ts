import type { Agent } from 'undici';
import { explainOldNode } from './old-node.ts';
import { ownCopy } from '../../values/own-copy.ts';

/**
 * Makes the dispatcher that calls go through unless one is given: 50 connections to an origin, HTTP/1.1.
 *
 * Every set of options is without a prototype, and connections are made by a connector of ours: undici and Node read some
 * sixty names from them, and one of them on a polluted `Object.prototype` (`socketPath`, `timeout`) would change calls.
 */
export async function makeAgent(): Promise<Agent> {
  const [{ Agent, Client, Pool }, { connector }] = await Promise.all([
    import('undici').catch(explainOldNode),
    import('./connector.ts').catch(explainOldNode),
  ]);
  const client = ownCopy({
    allowH2: false,
    connect: connector(),
    pipelining: 1,
    // An idle connection is given up before common servers do it (5 s), so that a request rarely meets one that is just
    // being closed.
    keepAliveTimeout: 4_000,
    // The call's own deadline covers both.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const pool = ownCopy({
    ...client,
    connections: 50,
    factory: (origin: URL) => new Client(origin, client),
  });
  return new Agent(ownCopy({ factory: (origin: string | URL) => new Pool(origin, pool) }));
}
