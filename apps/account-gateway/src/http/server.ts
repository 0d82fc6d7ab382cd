import type { AddressInfo } from 'node:net';
import fastifyCookie from '@fastify/cookie';
import fastify, { type FastifyInstance } from 'fastify';
import type { Gateway } from '../gateway.ts';
import type { Log } from '../log.ts';
import { accountRoutes } from './account-routes.ts';
import { answerError } from './answer-error.ts';
import { sessionCookie } from './cookie.ts';
import { eventRoutes } from './event-routes.ts';
import { hostGuard, originGuard } from './guards.ts';
import { pageRoutes } from './page-routes.ts';
import { proxyRoutes } from './proxy-routes.ts';
import { RequestError } from './request-error.ts';
import { securityHeaders } from './security-headers.ts';
import { withoutBody } from './without-body.ts';

/** What the HTTP server serves, and where. */
export interface ServerOptions {
  readonly gateway: Gateway;
  readonly log: Log;
  readonly host: string;
  readonly port: number;
  /** Names that it answers to, besides `localhost` and addresses. */
  readonly hosts: readonly string[];
  /** Whether browsers reach it by https. */
  readonly isSecure: boolean;
  /** Addresses of proxies in front, whose word on where a request comes from is taken. */
  readonly proxies: readonly string[];
}

/** Milliseconds that requests under way have to finish once the server closes. */
const patience = 10_000;

/** The running server. */
export interface Server {
  readonly url: string;
  /** Lets requests under way finish. */
  close(): Promise<void>;
}

/** Serves the API, the page and `/healthz`. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { gateway, log, host, port, hosts, isSecure, proxies } = options;
  const app = fastify({
    bodyLimit: 65_536,
    requestTimeout: 30_000,
    forceCloseConnections: 'idle',
    // Not all: whoever sends the header themselves would choose where they come from.
    trustProxy: proxies.length > 0 && [...proxies],
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: 200 },
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
  });
  app.removeContentTypeParser('text/plain');
  app.setErrorHandler(answerError(log));
  app.setNotFoundHandler(async (request) => {
    throw new RequestError(404, 'not_found', `There is no ${request.method} ${request.url.split('?')[0]}.`);
  });
  app.addHook('onRequest', securityHeaders);
  app.addHook('onRequest', hostGuard(hosts));
  app.addHook('onRequest', originGuard);
  app.addHook('onRequest', withoutBody);
  await app.register(fastifyCookie);
  app.get('/healthz', async (_request, reply) => {
    const isHealthy = await gateway.isHealthy();
    return reply.code(isHealthy ? 200 : 503).send({ status: isHealthy ? 'ok' : 'failing' });
  });
  const cookie = sessionCookie(isSecure);
  await app.register(async (api) => {
    api.addHook('onRequest', async (_request, reply) => void reply.header('cache-control', 'no-store'));
    accountRoutes(api, gateway, cookie, log);
    eventRoutes(api, gateway, cookie);
    proxyRoutes(api, gateway, cookie);
  });
  await pageRoutes(app);
  await app.listen({ host, port });
  const address = app.server.address() as AddressInfo;
  const name = host.includes(':') ? `[${host}]` : host;
  return { url: `http://${name}:${address.port}`, close: () => closeSoon(app) };
}

async function closeSoon(app: FastifyInstance): Promise<void> {
  const timer = setTimeout(() => app.server.closeAllConnections(), patience);
  await app.close().finally(() => clearTimeout(timer));
}
