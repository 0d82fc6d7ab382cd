import * as net from 'node:net';
import * as tls from 'node:tls';
import type { buildConnector } from 'undici';
import { ownCopy } from '../../values/own-copy.ts';
import { skipContinue } from './skip-continue.ts';

/**
 * What Node looks for in the options of a socket and we do not set. Named one by one, because Node copies options to
 * ordinary objects: an inherited `timeout`, `lookup` or `signal` would be taken for ours.
 */
const unset = {
  timeout: undefined,
  signal: undefined,
  lookup: undefined,
  family: undefined,
  hints: undefined,
  path: undefined,
  localAddress: undefined,
  localPort: undefined,
  handle: undefined,
  fd: undefined,
  onread: undefined,
  read: undefined,
  write: undefined,
  objectMode: undefined,
  encoding: undefined,
  blockList: undefined,
  typeOfService: undefined,
};

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
  return net.connect(ownCopy({ ...unset, host, port, highWaterMark: 64 * 1024 }));
}

function secure(host: string, port: number, sessions: Map<string, Buffer>): net.Socket {
  const key = `${host}:${port}`;
  const session = sessions.get(key);
  const socket = tls.connect(
    ownCopy({
      ...unset,
      host,
      port,
      // An address is no server name.
      servername: net.isIP(host) === 0 ? host : '',
      ALPNProtocols: ['http/1.1'],
      session,
      highWaterMark: 16 * 1024,
      socket: undefined,
      checkServerIdentity: tls.checkServerIdentity,
      secureContext: undefined,
      pskCallback: undefined,
      requestOCSP: undefined,
    }),
  );
  return socket.on('session', (made) => void sessions.set(key, made));
}
