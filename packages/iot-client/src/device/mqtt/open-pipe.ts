import { connect as connectPlain } from 'node:net';
import type { Duplex } from 'node:stream';
import * as tls from 'node:tls';
import { handedOn } from '@bimodal/auth-core/internal';
import { tlsDefaults } from '@bimodal/auth-core/node';
import type { MqttAddress } from './address.ts';

/** Milliseconds for a websocket's handshake. Source: observed (MODE's Go client). */
const handshakeTimeout = 10_000;
/** Bytes of one message of a websocket that are accepted; the library's own default. */
const maxPayload = 100 * 1024 * 1024;

/** Bytes to and from the platform. What is written before it is connected waits. */
export async function openPipe(address: MqttAddress, ca: string | undefined): Promise<Duplex> {
  const { scheme, hostname, port } = address;
  const trust = { ...tlsDefaults(tls), ...(ca === undefined ? {} : { ca }) };
  if (scheme === 'ws' || scheme === 'wss') return openWebSocket(`${scheme}://${hostname}:${port}`, trust);
  const host = hostname.replace(/^\[|\]$/g, '');
  if (scheme === 'mqtt') return connectPlain(handedOn({ host, port }));
  const isAddress = /^[\d.]+$|:/.test(host);
  return tls.connect(handedOn({ host, port, ...(isAddress ? {} : { servername: host }), ...trust }));
}

async function openWebSocket(url: string, trust: tls.ConnectionOptions): Promise<Duplex> {
  const { createWebSocketStream, WebSocket } = await import('ws');
  // The platform takes neither a path nor a subprotocol, which is why the library's own websocket will not do.
  const options = {
    handshakeTimeout,
    perMessageDeflate: false,
    protocolVersion: 13 as const,
    maxPayload,
    ...trust,
  };
  const pipe = createWebSocketStream(new WebSocket(url, handedOn(options)), handedOn({}));
  // What is written to a websocket that has closed waits for ever: nobody would be told of its end.
  pipe.once('end', () => pipe.destroy());
  return pipe;
}
