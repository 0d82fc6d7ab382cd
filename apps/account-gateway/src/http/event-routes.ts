import type { FastifyInstance } from 'fastify';
import type { Heard } from '../events/event-hub.ts';
import type { Gateway } from '../gateway.ts';
import type { SessionCookie } from './cookie.ts';
import { writeEvents } from './event-writer.ts';
import { RequestError } from './request-error.ts';
import { signedOut } from './signed-out.ts';
import { signedIn } from './signed-in.ts';

/** Tabs of one session that may listen at once. */
const mostListeners = 10;

/** `GET /api/events`: the events of one's homes as server-sent events; `gap` says between when nothing is known. */
export function eventRoutes(api: FastifyInstance, gateway: Gateway, cookie: SessionCookie): void {
  const who = signedIn(gateway, cookie);
  const { events } = gateway;

  api.get('/api/events', async (request, reply) => {
    const session = await who(request);
    const response = reply.raw;
    // Whoever left meanwhile would never be heard leaving.
    if (response.destroyed) return void reply.hijack();
    if (events.listeners(session) >= mostListeners) {
      throw new RequestError(
        429,
        'too_many_streams',
        `At most ${mostListeners} streams of a session at once.`,
      );
    }
    const early: Heard[] = [];
    let hear = (heard: Heard): void => void early.push(heard);
    const { subscribed, leave } = events.listen(session, (heard) => hear(heard));
    response.once('close', leave);
    try {
      await subscribed;
    } catch (error) {
      leave();
      if (response.destroyed) return void reply.hijack();
      throw early.some(({ type }) => type === 'end') ? signedOut() : error;
    }
    reply.hijack();
    if (response.destroyed) return;
    hear = writeEvents(response, reply.getHeaders() as Record<string, string>);
    for (const heard of early) hear(heard);
  });
}
