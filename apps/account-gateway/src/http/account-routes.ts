import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Account } from '../accounts/accounts.ts';
import type { Gateway } from '../gateway.ts';
import { messageOf, type Log } from '../log.ts';
import type { SessionCookie } from './cookie.ts';
import { RequestError } from './request-error.ts';
import { signedIn } from './signed-in.ts';

const email = { type: 'string', minLength: 3, maxLength: 254, pattern: '^[^@\\s\\p{Cc}]+@[^@\\s\\p{Cc}]+$' };
// Longer costs more to hash than anybody types.
const newPassword = { type: 'string', minLength: 10, maxLength: 200 };
// PostgreSQL keeps no NUL, and no name has any of its kind.
const personName = { type: 'string', minLength: 1, maxLength: 100, pattern: '^\\P{Cc}+$' };
const anyPassword = { type: 'string', maxLength: 200 };

function body(properties: Record<string, object>): object {
  return {
    body: { type: 'object', properties, required: Object.keys(properties), additionalProperties: false },
  };
}

/** Registering, signing in and out, changing the password. */
export function accountRoutes(api: FastifyInstance, gateway: Gateway, cookie: SessionCookie, log: Log): void {
  const { accounts, attempts, sessions, users, clients } = gateway;
  const who = signedIn(gateway, cookie);
  const shown = ({ email: address, name }: Account): object => ({ account: { email: address, name } });
  const wrong = (): RequestError => new RequestError(401, 'wrong', 'The address or the password is wrong.');

  api.post<{ Body: { email: string; name: string; password: string } }>(
    '/api/accounts',
    { schema: body({ email, name: personName, password: newPassword }) },
    async (request, reply) => {
      await attempts.register(request.ip);
      const { email: address, name, password } = request.body;
      const account = await accounts.register(address, name, password);
      // Whether there is somebody new would show in the time that MODE takes. Signing in makes up for a failure.
      if (account) {
        users.idOf(account).catch((error: unknown) => {
          log('warn', 'A user could not be made at MODE yet.', { error: messageOf(error) });
        });
      }
      return reply.code(202).send({ message: 'If the address was free, it is yours: sign in.' });
    },
  );

  api.post<{ Body: { email: string; password: string } }>(
    '/api/session',
    { schema: body({ email, password: anyPassword }) },
    async (request, reply) => {
      const { email: address, password } = request.body;
      await attempts.signIn(address, request.ip);
      const checked = await accounts.check(address, password);
      if (!checked) throw wrong();
      await attempts.forgive(address, request.ip);
      const value = await sessions.start(checked.account, checked.hashed);
      const started = value === undefined ? undefined : await sessions.find(value);
      if (value === undefined || !started) throw wrong();
      try {
        // Signs in at MODE, too: a person who cannot use a home is not signed in.
        await clients.of(started).sessions.get();
      } catch (error) {
        await gateway.over(await sessions.end(started));
        throw error;
      }
      await leave(request);
      cookie.set(reply, value);
      return shown(checked.account);
    },
  );

  api.get('/api/session', async (request) => shown((await who(request)).account));

  // Whoever is signed out already is, too.
  api.delete('/api/session', async (request, reply) => {
    cookie.clear(reply);
    await leave(request);
    return reply.code(204).send();
  });

  api.put<{ Body: { current: string; next: string } }>(
    '/api/account/password',
    { schema: body({ current: anyPassword, next: newPassword }) },
    async (request, reply) => {
      const session = await who(request);
      const { current, next } = request.body;
      const { email: address } = session.account;
      await attempts.signIn(address, request.ip);
      const checked = await accounts.check(address, current);
      if (checked) await attempts.forgive(address, request.ip);
      const changed = checked && (await gateway.changePassword(session, checked, next));
      if (!changed) throw new RequestError(403, 'wrong', 'The current password is wrong.', 'current');
      if (changed.cookie !== undefined) cookie.set(reply, changed.cookie);
      // Answered first: tabs that hear of the end come again, and by then the browser has the new cookie.
      reply.code(204).send();
      await gateway.over(changed.ended);
      return reply;
    },
  );

  async function leave(request: FastifyRequest): Promise<void> {
    const value = cookie.read(request);
    const session = value === undefined ? undefined : await sessions.find(value);
    if (session) await gateway.over(await sessions.end(session));
  }
}
