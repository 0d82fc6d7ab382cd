import type { WebSocket } from 'ws';

/** What a handler answers. The kernel judges a JSON `body` by the contract; `stream` and `upgrade` it passes on. */
export interface Answer {
  /** The operation's own success status where absent. */
  readonly status?: number;
  /** Sent as JSON in the platform's media type. Absent: an empty body. */
  readonly body?: unknown;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it comes, chunked. `content-type` belongs in `headers`. It is destroyed when the client goes away. */
  readonly stream?: AsyncIterable<Uint8Array>;
  /** For operations whose stream is `websocket`: called with the open socket. */
  readonly upgrade?: (socket: WebSocket) => void;
  /** Whose the open socket is, for faults that concern a device or a home. */
  readonly party?: { readonly device?: number; readonly homes: () => readonly number[] };
}
