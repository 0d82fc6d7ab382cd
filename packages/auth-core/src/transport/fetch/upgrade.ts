import { isGlobal } from '../../values/is-global.ts';
import { RefusedHandshake, type OpenSocket, type SocketListener } from '../open-socket.ts';
import { OutgoingRequest } from '../outgoing-request.ts';
import type { TimeLimit } from '../time-limit.ts';
import { TransportFailure } from '../transport-failure.ts';
import { fetchOnce, type Fetch } from './fetch-once.ts';
import { listenTo, type RuntimeSocket } from './runtime-socket.ts';
import { refusalOf } from './send.ts';

/** What workerd gives with the answer to an upgrade; nothing is heard of it before it is accepted. */
interface AcceptedSocket extends RuntimeSocket {
  accept(): void;
}

/** Whether a websocket is opened by `fetch` here, as on workerd: its WebSocket sends no headers. */
export function opensByFetch(): boolean {
  return isGlobal('WebSocketPair');
}

/** Opens a websocket by `fetch`: the credential travels in a header, and a refusal has its status and body. */
export async function openByFetch(
  fetch: Fetch,
  request: OutgoingRequest,
  deadline: TimeLimit,
  listener: SocketListener,
): Promise<OpenSocket> {
  const headers = [...request.headers, 'upgrade', 'websocket'];
  const upgrading = new OutgoingRequest({
    origin: request.origin,
    path: request.path,
    method: 'GET',
    headers,
    body: undefined,
    idempotent: request.idempotent,
  });
  const begun = await fetchOnce(fetch, upgrading, deadline).catch((error: unknown) => {
    throw error instanceof TransportFailure ? new TransportFailure('handshake', error.cause) : error;
  });
  const { webSocket }: Response & { readonly webSocket?: AcceptedSocket | null } = begun.response;
  if (webSocket == null) throw new RefusedHandshake(await refusalOf(begun, deadline));
  const opened = listenTo(webSocket, listener);
  webSocket.accept();
  return opened;
}
