import { Agent } from 'node:http';

/** For the clients on node:http: connections that are kept, as many as the others have. */
export function keepAlive(): Agent {
  return new Agent({ keepAlive: true, maxSockets: 50 });
}
