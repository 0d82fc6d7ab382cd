import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Log } from '../log.ts';
import type { Scheduler } from '../scheduler.ts';
import { Schedules } from '../schedules/schedules.ts';
import { answerError } from './answer-error.ts';
import { historyRoutes } from './history-routes.ts';
import { hostGuard, originGuard } from './host-guard.ts';
import { pageRoutes } from './page-routes.ts';
import { RequestError } from './request-error.ts';
import { scheduleRoutes } from './schedule-routes.ts';
import { securityHeaders } from './security-headers.ts';
import { tokenGuard } from './token-guard.ts';
import { urlNumbers } from './url-numbers.ts';
import { withoutBody } from './without-body.ts';

/** What the HTTP server serves, and where. */
export interface ServerOptions {
  readonly database: Database;
  readonly scheduler: Pick<Scheduler, 'isHealthy'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly host: string;
  readonly port: number;
  /** Names that it answers to, besides `localhost` and addresses. */
  readonly hosts: readonly string[];
  /** What the API demands; the page asks for it. */
  readonly token: string | undefined;
}

/** The running server. */
export interface Server {
  readonly url: string;
  /** Lets requests under way finish. */
  close(): Promise<void>;
}

/** Serves the API, the page and `/healthz`. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { database, scheduler, clock, log, host, port, hosts, token } = options;
  const app = fastify({
    bodyLimit: 65_536,
    requestTimeout: 30_000,
    forceCloseConnections: 'idle',
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
  app.get('/healthz', async (_request, reply) => {
    const isHealthy = scheduler.isHealthy && (await answers(database));
    return reply.code(isHealthy ? 200 : 503).send({ status: isHealthy ? 'ok' : 'failing' });
  });
  await app.register(async (api) => {
    if (token !== undefined) api.addHook('onRequest', tokenGuard(token));
    api.addHook('preValidation', urlNumbers);
    api.addHook('onRequest', async (_request, reply) => void reply.header('cache-control', 'no-store'));
    scheduleRoutes(api, { database, schedules: new Schedules(database, clock), clock });
    historyRoutes(api, database);
  });
  await pageRoutes(app);
  await app.listen({ host, port });
  const address = app.server.address() as AddressInfo;
  return { url: `http://${nameOf(host)}:${address.port}`, close: () => app.close() };
}

async function answers(database: Database): Promise<boolean> {
  return database.query('SELECT 1').then(
    () => true,
    () => false,
  );
}

/** How this machine reaches an address that it listens on. */
function nameOf(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
