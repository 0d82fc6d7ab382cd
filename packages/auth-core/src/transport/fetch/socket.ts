import type { OpenSocket, SocketListener } from '../open-socket.ts';
import type { OutgoingRequest } from '../outgoing-request.ts';
import type { TimeLimit } from '../time-limit.ts';
import { TransportFailure } from '../transport-failure.ts';
import { headersOfRequest, isPage } from './request-init.ts';

/**
 * Opens a websocket of the runtime's own. It says nothing of a handshake that is refused but that it was, and it can send no
 * ping. A page's can send no header either: there the token travels in the address, where that was asked for by name.
 */
export function openSocket(
  request: OutgoingRequest,
  deadline: TimeLimit,
  listener: SocketListener,
): Promise<OpenSocket> {
  const url = request.origin.replace(/^http/, 'ws') + request.path;
  const socket = makeSocket(url, request);
  socket.binaryType = 'arraybuffer';
  return new Promise((resolve, reject) => {
    deadline.guard((reason) => {
      reject(reason);
      socket.close();
    });
    socket.addEventListener('message', ({ data }: MessageEvent) =>
      listener.message(typeof data === 'string' ? data : undefined),
    );
    const failed = (): void => reject(new TransportFailure('handshake', undefined));
    socket.addEventListener('error', failed);
    socket.addEventListener('close', () => {
      failed();
      listener.closed();
    });
    const close = (): void => socket.close(1000);
    socket.addEventListener('open', () => resolve({ ping: undefined, close, destroy: close }));
  });
}

/** Runtimes that are no page take headers, as a second argument that the standard does not know. */
type WithHeaders = new (url: string, options: { readonly headers: Record<string, string> }) => WebSocket;

function makeSocket(url: string, request: OutgoingRequest): WebSocket {
  if (isPage()) return new WebSocket(url);
  const Socket: WithHeaders = WebSocket;
  return new Socket(url, { headers: Object.fromEntries(headersOfRequest(request)) });
}
