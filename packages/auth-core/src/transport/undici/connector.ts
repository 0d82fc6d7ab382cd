import * as net from 'node:net';
import * as tls from 'node:tls';
import type { buildConnector } from 'undici';
import { skipContinue } from './skip-continue.ts';
import { handedOn } from '../../values/handed-on.ts';
import { tlsDefaults } from './tls-defaults.ts';

/**
 * Makes connections for undici, HTTP/1.1, over TCP or TLS; sessions of TLS are resumed.
 *
 * @param timeout milliseconds for TCP and TLS together; the call's own deadline may be shorter.
 */
export function connector(timeout = 10_000): buildConnector.connector {
  const sessions = new Map<string, Buffer>();
  return ({ hostname, protocol, port }, callback) => {
    const socket =
      protocol === 'https:'
        ? secure(hostname, Number(port || 443), sessions)
        : plain(hostname, Number(port || 80));
    skipContinue(socket);
    socket.setNoDelay(true).setKeepAlive(true, 60_000);
    let answered = false;
    const answer: buildConnector.Callback = (...result) => {
      if (answered) return;
      answered = true;
      clearTimeout(timer);
      callback(...result);
    };
    const timer = setTimeout(() => socket.destroy(new ConnectTimeout(hostname, timeout)), timeout);
    socket.once(protocol === 'https:' ? 'secureConnect' : 'connect', () => answer(null, socket));
    socket.on('error', (error: Error) => answer(error, null));
    socket.once('close', () => answer(new Error('The connection was closed before it was made.'), null));
  };
}

class ConnectTimeout extends Error {
  readonly code = 'UND_ERR_CONNECT_TIMEOUT';

  constructor(hostname: string, timeout: number) {
    super(`${hostname} did not answer within ${timeout} ms.`);
  }
}

function plain(host: string, port: number): net.Socket {
  return net.connect(handedOn({ host, port, highWaterMark: 64 * 1024 }));
}

function secure(host: string, port: number, sessions: Map<string, Buffer>): net.Socket {
  const key = `${host}:${port}`;
  const socket = tls.connect(
    handedOn({
      host,
      port,
      // An address is no server name.
      servername: net.isIP(host) === 0 ? host : '',
      ALPNProtocols: ['http/1.1'],
      session: sessions.get(key),
      highWaterMark: 16 * 1024,
      ...tlsDefaults(tls),
    }),
  );
  return socket.on('session', (made) => void sessions.set(key, made));
}
