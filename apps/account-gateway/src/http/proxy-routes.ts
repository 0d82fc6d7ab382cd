import type { FastifyInstance } from 'fastify';
import type { Gateway } from '../gateway.ts';
import { OwnHomes } from '../mode/own-homes.ts';
import { proxyCalls, type ProxyCall } from '../proxy-calls.ts';
import type { Session } from '../sessions/sessions.ts';
import type { SessionCookie } from './cookie.ts';
import { RequestError } from './request-error.ts';
import { signedIn } from './signed-in.ts';

/** `/api/mode/…`: MODE's own paths, of one's own homes, as one's own user. */
export function proxyRoutes(api: FastifyInstance, gateway: Gateway, cookie: SessionCookie): void {
  const who = signedIn(gateway, cookie);
  const homes = new WeakMap<object, OwnHomes>();

  const homesOf = async (session: Session): Promise<OwnHomes> => {
    const client = gateway.clients.of(session);
    const known = homes.get(client);
    if (known) return known;
    const own = new OwnHomes(client, await gateway.users.idOf(session.account));
    homes.set(client, own);
    return own;
  };

  for (const call of proxyCalls) {
    const { method, path } = call;
    api.route<{ Params: Record<string, string>; Querystring: Record<string, unknown>; Body: unknown }>({
      method,
      url: `/api/mode${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
      handler: async (request, reply) => {
        const session = await who(request);
        const own = await homesOf(session);
        const fields = fieldsOf(call, method === 'GET' || method === 'DELETE' ? request.query : request.body);
        if (path === '/homes' && method === 'GET')
          fields['userId'] = await gateway.users.idOf(session.account);
        await mayUse(call, request.params, fields, own);
        const answer = await gateway.clients
          .of(session)
          .request({ method, path, input: { ...fields, ...request.params } })
          .withResponse();
        if (path.startsWith('/homes') && method !== 'GET') own.forget();
        const range = answer.headers['vnd.tinkermode.range'];
        if (range !== undefined) reply.header('vnd.tinkermode.range', range);
        return reply.code(answer.status).send(answer.data ?? undefined);
      },
    });
  }
}

/** What a client sent, by own keys. Names of the path are the path's alone. */
function fieldsOf({ path }: ProxyCall, sent: unknown): Record<string, unknown> {
  if (sent === undefined || sent === null) return {};
  if (typeof sent !== 'object' || Array.isArray(sent)) {
    throw new RequestError(400, 'invalid', 'The body has to be a JSON object.');
  }
  for (const name of Object.keys(sent)) {
    if (path.includes(`{${name}}`)) throw new RequestError(400, 'invalid', `"${name}" is in the path.`, name);
  }
  return Object.assign(Object.create(null) as Record<string, unknown>, sent);
}

/** @throws RequestError 404 for a home or device that is not one's own, and one that is not there. */
async function mayUse(
  { homeField }: ProxyCall,
  { home, device }: Readonly<Record<string, string>>,
  fields: Readonly<Record<string, unknown>>,
  own: OwnHomes,
): Promise<void> {
  const named = [
    ...(home === undefined ? [] : [home]),
    ...(homeField === undefined ? [] : [fields[homeField]]),
  ];
  for (const each of named) {
    if (!(await own.hasHome(idOf(each)))) throw new RequestError(404, 'not_found', 'You have no such home.');
  }
  if (device !== undefined && !(await own.hasDevice(idOf(device)))) {
    throw new RequestError(404, 'not_found', 'You have no such device.');
  }
}

function idOf(value: unknown): number {
  const id = Number(value);
  if (!Number.isSafeInteger(id) || id < 1) {
    throw new RequestError(400, 'invalid', 'Homes and devices are named by their numbers.');
  }
  return id;
}
