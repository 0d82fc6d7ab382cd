import type { OpenSocket, SocketListener } from '../open-socket.ts';
import type { OutgoingRequest } from '../outgoing-request.ts';
import type { TimeLimit } from '../time-limit.ts';
import { TransportFailure } from '../transport-failure.ts';
import { isPage } from '../../values/page.ts';
import { headersOfRequest } from './request-init.ts';
import { listenTo } from './runtime-socket.ts';

/**
 * Opens a websocket of the runtime's own. It says nothing of a handshake that is refused but that it was. A page's can send no
 * header: there the token travels in the address, where that was asked for by name.
 */
export function openSocket(
  request: OutgoingRequest,
  deadline: TimeLimit,
  listener: SocketListener,
): Promise<OpenSocket> {
  return new Promise((resolve, reject) => {
    const socket = makeSocket(request);
    socket.binaryType = 'arraybuffer';
    const opened = listenTo(socket, listener);
    deadline.guard((reason) => {
      reject(reason);
      opened.close();
    });
    const failed = (): void => reject(new TransportFailure('handshake', undefined));
    socket.addEventListener('error', failed);
    socket.addEventListener('close', failed);
    socket.addEventListener('open', () => resolve(opened));
  });
}

/** Runtimes that are no page take headers, as a second argument that the standard does not know. */
type WithHeaders = new (url: string, options: { readonly headers: Record<string, string> }) => WebSocket;

/** What a runtime throws here may have the address in it, and so the token: it is not passed on. */
function makeSocket(request: OutgoingRequest): WebSocket {
  const url = request.origin.replace(/^http/, 'ws') + request.path;
  try {
    if (isPage()) return new WebSocket(url);
    const Socket: WithHeaders = WebSocket;
    return new Socket(url, { headers: Object.fromEntries(headersOfRequest(request)) });
  } catch {
    throw new TransportFailure('handshake', undefined);
  }
}
