import type { Agent } from 'undici';
import { ownCopy } from './own-copy.ts';
import { noticingReuse } from './reused-connection.ts';

/**
 * Makes the dispatcher that calls go through unless one is given: 50 connections to an origin, HTTP/1.1.
 *
 * Every set of options is without a prototype, down to the connector's: undici reads some forty names from them, and one
 * of them on a polluted `Object.prototype` (`socketPath`, `connect`) would send requests elsewhere.
 */
export async function makeAgent(): Promise<Agent> {
  const { Agent, Client, Pool, buildConnector } = await import('undici');
  const connector = buildConnector(
    ownCopy({
      allowH2: false,
      timeout: 10_000,
      keepAlive: true,
      keepAliveInitialDelay: 60_000,
      // Named so that an inherited one is not read where undici and Node copy these options to ordinary objects.
      servername: undefined,
      lookup: undefined,
      signal: undefined,
      onread: undefined,
      family: undefined,
      hints: undefined,
    }),
  );
  const client = ownCopy({
    allowH2: false,
    connect: noticingReuse(connector),
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
