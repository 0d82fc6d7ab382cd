import { connect as connectPlain } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import type { MqttAddress } from './address.ts';

/** Milliseconds for a websocket's handshake. Source: observed (MODE's Go client). */
const handshakeTimeout = 10_000;

/** Bytes to and from the platform. What is written before it is connected waits. */
export async function openPipe(address: MqttAddress, ca: string | undefined): Promise<Duplex> {
  const { scheme, hostname, port } = address;
  const trust = ca === undefined ? {} : { ca };
  if (scheme === 'ws' || scheme === 'wss') {
    const { createWebSocketStream, WebSocket } = await import('ws');
    const options = { handshakeTimeout, perMessageDeflate: false, ...trust };
    // The platform takes neither a path nor a subprotocol, which is why the library's own websocket will not do.
    const pipe = createWebSocketStream(new WebSocket(`${scheme}://${hostname}:${port}`, options));
    // What is written to a websocket that has closed waits for ever: nobody would be told of its end.
    pipe.once('end', () => pipe.destroy());
    return pipe;
  }
  const host = hostname.replace(/^\[|\]$/g, '');
  if (scheme === 'mqtt') return connectPlain({ host, port });
  return connectTls({ host, port, ...(/^[\d.]+$|:/.test(host) ? {} : { servername: host }), ...trust });
}
