import type { Server } from 'node:http';

/**
 * Overlooks a `Sec-WebSocket-Protocol` that names nothing: the standard forbids it, the library answers 400, and the Arduino client
 * sends it always; the platform takes it. Source: observed, that client's source.
 */
export function overlookEmptyProtocol(server: Server): void {
  server.prependListener('upgrade', ({ headers }) => {
    if (headers['sec-websocket-protocol']?.trim() === '') delete headers['sec-websocket-protocol'];
  });
}
