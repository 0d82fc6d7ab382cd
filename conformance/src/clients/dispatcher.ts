import { Agent, ProxyAgent, type Dispatcher } from 'undici';
import type { Transport } from './client.ts';

/** An undici dispatcher for a private authority, a proxy or HTTP/2. */
export function dispatcherFor({ ca, proxy, http2 }: Transport): Dispatcher {
  const tls = ca === undefined ? {} : { ca };
  if (proxy !== undefined) return new ProxyAgent({ uri: proxy, requestTls: tls });
  return new Agent({ connect: tls, allowH2: http2 === true });
}
