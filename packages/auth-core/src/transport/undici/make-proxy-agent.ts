import * as tls from 'node:tls';
import type { Dispatcher } from 'undici';
import { handedOn } from '../../values/handed-on.ts';
import { loadUndici } from './load-undici.ts';
import type { Proxies } from './proxies.ts';
import { tlsDefaults } from './tls-defaults.ts';

/** Makes the dispatcher that calls go through where a proxy is asked for: 50 connections to an origin, HTTP/1.1. */
export async function makeProxyAgent({ http, https, except }: Proxies): Promise<Dispatcher> {
  const { EnvHttpProxyAgent } = await loadUndici();
  const secure = handedOn(tlsDefaults(tls));
  return new EnvHttpProxyAgent(
    handedOn({
      // Given, an address is taken in the place of the environment's, also one that is empty.
      httpProxy: http,
      httpsProxy: https,
      noProxy: except,
      allowH2: false,
      connections: 50,
      keepAliveTimeout: 4_000,
      headersTimeout: 0,
      bodyTimeout: 0,
      proxyTls: secure,
      requestTls: secure,
    }),
  );
}
