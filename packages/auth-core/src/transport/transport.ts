import type { TimeLimit } from './time-limit.ts';
import type { OpenAnswer, RawAnswer } from './answers.ts';
import type { OpenSocket, SocketListener } from './open-socket.ts';
import type { OutgoingRequest } from './outgoing-request.ts';

/**
 * What carries requests: undici on Node, `fetch` elsewhere. Everything above it is the same on every runtime. It rejects with
 * the deadline's reason, or with a `TransportFailure` that says how far a request came.
 */
export interface Transport {
  /** Whether the handshake of a websocket can carry headers. In a page it cannot. */
  readonly handshakeHeaders: boolean;
  /** Sends a request and reads its whole body, no more of it than `maxBytes`. Follows no redirect. */
  send(request: OutgoingRequest, deadline: TimeLimit, maxBytes: number): Promise<RawAnswer>;
  /** Sends a request and resolves once the headers of its answer are there; the body is read by iterating. */
  open(request: OutgoingRequest, deadline: TimeLimit): Promise<OpenAnswer>;
  /**
   * Opens a websocket and resolves once it is open; the listener hears from then on. Rejects with `RefusedHandshake` where
   * the server answered with a status.
   */
  socket(request: OutgoingRequest, deadline: TimeLimit, listener: SocketListener): Promise<OpenSocket>;
  /** Ends the connections when what is under way is done, once. */
  close(): Promise<void>;
}
