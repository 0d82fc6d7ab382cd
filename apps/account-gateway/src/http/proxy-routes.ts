import type { FastifyInstance } from 'fastify';
import type { Gateway } from '../gateway.ts';
import { OwnHomes } from '../mode/own-homes.ts';
import { proxyCalls } from '../proxy-calls.ts';
import type { Session } from '../sessions/sessions.ts';
import type { SessionCookie } from './cookie.ts';
import { readInput, type ProxyInput } from './proxy-input.ts';
import { RequestError } from './request-error.ts';
import { signedIn } from './signed-in.ts';

/** `/api/mode/…`: MODE's own paths, of one's own homes, as one's own user. */
export function proxyRoutes(api: FastifyInstance, gateway: Gateway, cookie: SessionCookie): void {
  const who = signedIn(gateway, cookie);
  const { clients, users } = gateway;
  const homes = new WeakMap<object, OwnHomes>();

  const homesOf = async (session: Session): Promise<OwnHomes> => {
    const client = clients.of(session);
    const user = await users.idOf(session.account);
    const known = homes.get(client);
    // Whoever was deleted at MODE is somebody else there now.
    if (known?.user === user) return known;
    const own = new OwnHomes(client, user);
    homes.set(client, own);
    return own;
  };

  for (const call of proxyCalls) {
    const { method, path } = call;
    api.route<{ Params: Record<string, string>; Querystring: unknown; Body: unknown }>({
      method,
      url: `/api/mode${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
      handler: async (request, reply) => {
        const session = await who(request);
        const sent = method === 'GET' || method === 'DELETE' ? request.query : request.body;
        const input = readInput(call, request.params, sent ?? undefined);
        await mayUse(input, await homesOf(session));
        // MODE lists the homes of whoever is named; here that is always oneself.
        if (path === '/homes' && method === 'GET') input['userId'] = await users.idOf(session.account);
        const answer = await clients.of(session).request({ method, path, input }).withResponse();
        const range = answer.headers['vnd.tinkermode.range'];
        if (range !== undefined) reply.header('vnd.tinkermode.range', range);
        reply.code(answer.status);
        if (answer.data === undefined) return reply.send();
        return reply.type('application/json; charset=utf-8').send(JSON.stringify(answer.data));
      },
    });
  }
}

/** @throws RequestError 404 for a home or device that is not one's own, and one that is not there. */
async function mayUse({ home, homeId, device }: ProxyInput, own: OwnHomes): Promise<void> {
  for (const each of [home, homeId]) {
    if (each !== undefined && !(await own.hasHome(each))) {
      throw new RequestError(404, 'not_found', 'You have no such home.');
    }
  }
  if (device !== undefined && !(await own.hasDevice(device))) {
    throw new RequestError(404, 'not_found', 'You have no such device.');
  }
}
