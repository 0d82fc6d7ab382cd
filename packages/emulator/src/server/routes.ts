import type { Operation } from '@bimodal/contract/runtime';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { call, type Called, type Route, type Surroundings } from './call.ts';
import type { Target } from '../faults/concerns.ts';
import type { Fault } from '../faults/fault.ts';
import type { Faults } from '../faults/faults.ts';
import { liveWebSocket } from '../faults/live-connection.ts';
import { outgoing, refused } from './outgoing.ts';
import type { Identity, Manner, Platform } from './platform.ts';
import { Refusal } from './refusal.ts';
import { send } from './send.ts';

/** What serving needs beside a platform. */
export interface ServerParts extends Surroundings {
  readonly faults: Faults;
  /** Aborted when the emulator closes. */
  readonly closing: AbortSignal;
  /** Hears of errors that are nobody's refusal: mistakes in the emulator. */
  readonly report: (error: unknown) => void;
}

/** Registers every operation of a platform, under each of its spellings. */
export function serve<I extends Identity>(
  app: FastifyInstance,
  platform: Platform<I>,
  parts: ServerParts,
): void {
  const routes = new Map<string, { method: Operation['method']; url: string; operations: Operation[] }>();
  for (const operation of platform.contract.operations) {
    for (const path of [operation.path, ...(platform.aliases?.(operation) ?? [])]) {
      const url = path.replace(/\{(\w+)\}/g, ':$1');
      const key = `${operation.method} ${url.replace(/:\w+/g, ':')}`;
      const route = routes.get(key) ?? { method: operation.method, url, operations: [] };
      route.operations.push(operation);
      routes.set(key, route);
    }
  }
  for (const { method, url, operations } of routes.values())
    addRoute(app, method, url, { platform, operations }, parts);
}

function addRoute<I extends Identity>(
  app: FastifyInstance,
  method: Operation['method'],
  url: string,
  route: Route<I>,
  parts: ServerParts,
): void {
  const upgrades = new WeakMap<FastifyRequest, Called>();
  // A path may be asked for, and be a websocket, too.
  const [sockets, others] = [
    { ...route, operations: route.operations.filter(({ stream }) => stream === 'websocket') },
    { ...route, operations: route.operations.filter(({ stream }) => stream !== 'websocket') },
  ];
  app.route({
    method,
    url,
    async preHandler(request, reply) {
      const asked = request.ws ? sockets : others;
      if (asked.operations.length === 0) {
        const refusal = request.ws
          ? route.platform.unknownRoute(method, request.url)
          : new Refusal(426, 'This is a websocket.');
        return answerRefusal(route.platform, refusal, reply, parts);
      }
      const called = await answerCall(asked, request, reply, parts);
      if (called) upgrades.set(request, called);
    },
    handler: (_request, reply) => reply,
    ...(method === 'GET'
      ? {
          wsHandler(socket, request) {
            const answer = upgrades.get(request)?.answer;
            answer?.upgrade?.(socket);
            const target = { ...targetOf(route, request), ...answer?.party };
            const forget = parts.faults.opened(liveWebSocket(socket, request.raw.socket, target));
            socket.once('close', forget);
          },
        }
      : {}),
  });
}

/** Answers, unless the call ends in an open socket: then it says so. */
async function answerCall<I extends Identity>(
  route: Route<I>,
  request: FastifyRequest,
  reply: FastifyReply,
  parts: ServerParts,
): Promise<Called | undefined> {
  const faults = parts.faults.meet(targetOf(route, request));
  const gone = new AbortController();
  const leave = (): void => gone.abort();
  reply.raw.once('close', leave);
  parts.closing.addEventListener('abort', leave, { once: true });
  try {
    if (faults.some((fault) => fault.drop)) return void request.raw.socket.destroy();
    const called = await call(route, request, faults, gone.signal, parts);
    if (called.answer.upgrade) return called;
    if (faults.some((fault) => fault.silent)) {
      if (called.answer.stream instanceof Readable) called.answer.stream.destroy();
      return void reply.hijack();
    }
    const answer = outgoing(route.platform, called, parts.deviations);
    reply.hijack();
    await send(reply.raw, answer, faults, gone.signal, parts.report);
  } catch (error) {
    if (gone.signal.aborted && !(error instanceof Refusal)) return void request.raw.socket.destroy();
    await answerRefusal(route.platform, error, reply, parts, faults);
  } finally {
    parts.closing.removeEventListener('abort', leave);
  }
  return undefined;
}

function targetOf<I extends Identity>({ operations }: Route<I>, { url }: FastifyRequest): Target {
  return { operations: operations.map(({ id }) => id), path: url.split('?', 1)[0] ?? '/' };
}

/** Answers in the platform's words; what is no refusal is a mistake of the emulator's, and a 500. */
export async function answerRefusal(
  manner: Manner,
  error: unknown,
  reply: FastifyReply,
  parts: ServerParts,
  faults: readonly Fault[] = [],
): Promise<void> {
  if (!(error instanceof Refusal)) parts.report(error);
  const refusal =
    error instanceof Refusal ? error : new Refusal(500, 'The emulator failed.', { cause: error });
  reply.hijack();
  if (reply.raw.headersSent) return void reply.raw.destroy();
  const answer = refused(manner, refusal);
  // After a refused upgrade the connection is of no use to either side.
  const headers = reply.request.ws ? { ...answer.headers, connection: 'close' } : answer.headers;
  await send(reply.raw, { ...answer, headers }, faults, parts.closing, parts.report);
}
