import { timingSafeEqual, createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { apiPage, pageHeaders } from './api-page/api-page.ts';
import type { Deviations } from './deviations.ts';
import type { Fault } from '../faults/fault.ts';
import type { Faults } from '../faults/faults.ts';
import type { Outbox } from './outbox.ts';

/** What the emulator's own pages show. */
export interface AdminParts {
  readonly adminToken: string;
  readonly deviations: Deviations;
  readonly faults: Faults;
  readonly outbox: Outbox;
  /** OpenAPI 3.1 by platform name. */
  readonly openapi: Readonly<Record<string, () => Promise<unknown>>>;
}

/**
 * `/_emulator/*`: for the person who started the emulator, who has its admin token. It answers no browser of another
 * origin (no CORS), and nobody without the token.
 */
export async function serveAdmin(app: FastifyInstance, parts: AdminParts): Promise<void> {
  app.addHook('onRequest', async (request, reply) => {
    if (isAdmin(request, parts.adminToken)) return undefined;
    const message =
      'Send the admin token that the emulator printed at its start: Authorization: Bearer <token>.';
    // A browser then asks for a user (any) and a password (the token).
    if (isPage(request)) reply.header('www-authenticate', 'Basic realm="Bimodal emulator"');
    return reply.code(401).send({ message });
  });
  app.get('/deviations', () => parts.deviations.all);
  app.get('/outbox', () => parts.outbox.messages);
  app.get('/faults', () => parts.faults.list());
  app.put<{ Params: { name: string } }>('/faults/:name', (request, reply) => {
    try {
      parts.faults.set(request.params.name, faultIn(request.body));
    } catch (error) {
      return reply.code(400).send({ message: error instanceof Error ? error.message : String(error) });
    }
    return reply.code(204).send();
  });
  app.delete<{ Params: { name: string } }>('/faults/:name', (request, reply) => {
    parts.faults.clear(request.params.name);
    return reply.code(204).send();
  });
  app.delete('/faults', (_request, reply) => {
    parts.faults.clear();
    return reply.code(204).send();
  });
  app.get('/openapi', async (_request, reply) =>
    reply.headers(pageHeaders).send(await apiPage(parts.openapi)),
  );
  app.get<{ Params: { file: string } }>('/openapi/:file', async (request, reply) => {
    const name = request.params.file.replace(/\.json$/, '');
    const document = Object.hasOwn(parts.openapi, name) ? parts.openapi[name] : undefined;
    return document
      ? document()
      : reply.code(404).send({ message: 'There is analytics.json and cloud.json.' });
  });
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({ message: 'The emulator has no such page.' }),
  );
}

function isAdmin(request: FastifyRequest, token: string): boolean {
  const { headers } = request;
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
  const sent =
    headers['x-emulator-token'] ??
    bearer ??
    (isPage(request) ? passwordIn(headers.authorization) : undefined);
  if (typeof sent !== 'string') return false;
  return timingSafeEqual(digest(sent), digest(token));
}

/** What people read, and what changes nothing: a browser sends its password there by itself. */
function isPage({ method, url }: FastifyRequest): boolean {
  return method === 'GET' && /^\/_emulator\/openapi(\/|$|\?)/.test(url);
}

function passwordIn(authorization: string | undefined): string | undefined {
  const encoded = /^Basic (.+)$/i.exec(authorization ?? '')?.[1];
  return encoded === undefined
    ? undefined
    : Buffer.from(encoded, 'base64').toString('utf8').split(':').slice(1).join(':');
}

/** Of one length, whatever is compared. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function faultIn(body: unknown): Fault {
  const fault: unknown = Buffer.isBuffer(body) ? JSON.parse(body.toString('utf8')) : {};
  if (typeof fault !== 'object' || fault === null || Array.isArray(fault))
    throw new TypeError('A fault is a JSON object.');
  return fault;
}
