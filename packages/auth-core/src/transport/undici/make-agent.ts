import type { Agent, Dispatcher } from 'undici';
import { handedOn } from '../../values/handed-on.ts';
import { loadDispatchers } from './dispatchers.ts';
import { explainOldNode } from './old-node.ts';

/** Bytes of a websocket's message. */
const largestMessage = 16 * 1024 * 1024;

/**
 * Makes the dispatcher that calls go through unless one is given: 50 connections to an origin, HTTP/1.1.
 *
 * Connections are made by a connector of ours, so that what undici and Node read of options is only what is said here.
 */
export async function makeAgent(): Promise<Agent> {
  const [{ Agent, Client, Pool }, { connector }] = await Promise.all([
    loadDispatchers(),
    import('./connector.ts').catch(explainOldNode),
  ]);
  const client = {
    allowH2: false,
    connect: connector(),
    pipelining: 1,
    // An idle connection is given up before common servers do it (5 s), so that a request rarely meets one that is just
    // being closed.
    keepAliveTimeout: 4_000,
    // The call's own deadline covers both.
    headersTimeout: 0,
    bodyTimeout: 0,
  };
  // Handed on anew for each connection: they are made long after this.
  const pool = {
    ...client,
    connections: 50,
    factory: (origin: URL) => new Client(origin, handedOn(client)),
  };
  const factory = (origin: string | URL): Dispatcher => new Pool(origin, handedOn(pool));
  // A message of a websocket is held in memory as a whole; undici would take one of 128 MiB.
  return new Agent(handedOn({ factory, webSocket: handedOn({ maxPayloadSize: largestMessage }) }));
}
