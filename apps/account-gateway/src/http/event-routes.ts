import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Heard } from '../events/event-hub.ts';
import type { Gateway } from '../gateway.ts';
import type { SessionCookie } from './cookie.ts';
import { RequestError } from './request-error.ts';
import { signedIn } from './signed-in.ts';

/** Tabs of one session that may listen at once. */
const mostListeners = 10;
/** Bytes that may wait for a slow client before it is left; it comes again by itself and hears what is new then. */
const mostWaiting = 1_000_000;
/** Milliseconds between two signs of life, so that nothing in between takes the connection for dead. */
const heartbeat = 15_000;

/** `GET /api/events`: the events of one's homes as server-sent events; `gap` says between when nothing is known. */
export function eventRoutes(api: FastifyInstance, gateway: Gateway, cookie: SessionCookie): void {
  const who = signedIn(gateway, cookie);
  const { events } = gateway;

  api.get('/api/events', async (request, reply) => {
    const session = await who(request);
    if (events.listeners(session) >= mostListeners) {
      throw new RequestError(
        429,
        'too_many_streams',
        `At most ${mostListeners} streams of a session at once.`,
      );
    }
    const response = reply.raw;
    const early: Heard[] = [];
    let hear = (heard: Heard): void => void early.push(heard);
    const leave = await events.listen(session, (heard) => hear(heard));
    if (request.raw.destroyed) return leave();
    reply.hijack();
    response.writeHead(200, {
      ...reply.getHeaders(),
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    } as Record<string, string>);
    const beat = setInterval(() => write(response, ': still here\n\n'), heartbeat);
    response.on('close', () => {
      clearInterval(beat);
      leave();
    });
    write(response, 'retry: 2000\n\n');
    hear = (heard) => tell(response, heard);
    for (const heard of early) hear(heard);
  });
}

function tell(response: ServerResponse, heard: Heard): void {
  if (heard.type === 'end') {
    response.end('event: end\ndata: {}\n\n');
    return;
  }
  const { type, ...rest } = heard;
  const data = heard.type === 'event' ? heard.event : rest;
  write(response, `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
}

function write(response: ServerResponse, text: string): void {
  if (response.writableLength > mostWaiting) response.destroy();
  else if (response.writable) response.write(text);
}
