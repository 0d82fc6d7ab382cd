import websocket from '@fastify/websocket';
import fastify, { type FastifyInstance } from 'fastify';
import { serveAdmin, type AdminParts } from './admin.ts';
import { bodyLimit, takeBodiesAsBytes } from './body.ts';
import { endConnections } from './connections.ts';
import { overlookEmptyProtocol } from './empty-protocol.ts';
import { foreignHostText, isLoopbackHost } from './host-guard.ts';
import type { Manner } from './platform.ts';
import { refused } from './outgoing.ts';
import { Refusal } from './refusal.ts';
import { answerRefusal, type ServerParts } from './routes.ts';

const plain = { 'content-type': 'text/plain; charset=utf-8' };

/** A platform, without its kind of identity: that is between its operations and the kernel. */
export interface Served {
  readonly manner: Manner;
  serve(app: FastifyInstance, parts: ServerParts): void;
}

export interface ServerOptions extends ServerParts, AdminParts {
  /** In the order in which they are asked whether a path is theirs; the last takes what nobody wants. */
  readonly platforms: readonly Served[];
  /** Whether requests under foreign names are let in. */
  readonly anyHost: boolean;
}

/** Both platforms and the emulator's own pages on one server, not yet listening. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 1000 },
    rewriteUrl({ url = '/' }) {
      const squeezed = url.replace(/^\/{2,}/, '/');
      return platformOf(squeezed).overlooksSlashes === true ? squeezed : url;
    },
    // A path that cannot be decoded is an unknown one. The guard stands in front of it too.
    frameworkErrors: (_error, { method, url, headers }, reply) => {
      if (!guard(headers.host))
        return void reply.raw.writeHead(403, plain).end(foreignHostText(headers.host));
      const {
        status,
        headers: own,
        body,
      } = refused(platformOf(url), platformOf(url).unknownRoute(method, url));
      reply.raw.writeHead(status, own).end(body);
    },
  });
  const guard = (host: string | undefined): boolean => options.anyHost || isLoopbackHost(host);
  const platformOf = (url: string): Manner => ownerOf(options.platforms, url.split('?', 1)[0] ?? '/');

  // Before the guard, so that a refused upgrade is known as one, and its connection ended.
  const { farewell } = endConnections(app);
  overlookEmptyProtocol(app.server);
  await app.register(websocket, { options: { maxPayload: 1024 * 1024 }, preClose: farewell });

  app.addHook('onRequest', async (request, reply) => {
    const { host } = request.headers;
    if (!guard(host)) return reply.code(403).headers(plain).send(foreignHostText(host));
    const { cors } = platformOf(request.url);
    const isPreflight = request.method === 'OPTIONS' && request.headers['access-control-request-method'];
    if (isPreflight && cors && !request.url.startsWith('/_emulator')) {
      return reply
        .code(204)
        .headers({ ...cors.answer, ...cors.preflight })
        .send();
    }
    return undefined;
  });
  takeBodiesAsBytes(app);
  app.setErrorHandler((error, request, reply) => {
    const status = Number((error as { statusCode?: unknown }).statusCode);
    const known = status >= 400 && status < 500 && error instanceof Error;
    const refusal = known ? new Refusal(status, error.message, { cause: error }) : error;
    return answerRefusal(platformOf(request.url), refusal, reply, options);
  });
  app.setNotFoundHandler((request, reply) => {
    const platform = platformOf(request.url);
    return answerRefusal(platform, platform.unknownRoute(request.method, request.url), reply, options);
  });
  await app.register((scope) => serveAdmin(scope, options), { prefix: '/_emulator' });
  for (const platform of options.platforms) platform.serve(app, options);
  return app;
}

function ownerOf(platforms: readonly Served[], path: string): Manner {
  const owner = platforms.find(({ manner }) => manner.owns(path)) ?? platforms.at(-1);
  if (!owner) throw new Error('An emulator needs a platform.');
  return owner.manner;
}
