import type { FastifyInstance } from 'fastify';
import type { Account } from '../accounts/accounts.ts';
import type { Gateway } from '../gateway.ts';
import { messageOf, type Log } from '../log.ts';
import type { Session } from '../sessions/sessions.ts';
import type { SessionCookie } from './cookie.ts';
import { RequestError } from './request-error.ts';
import { signedIn } from './signed-in.ts';

const email = { type: 'string', minLength: 3, maxLength: 254, pattern: '^[^@\\s\\p{Cc}]+@[^@\\s\\p{Cc}]+$' };
// Longer costs more to hash than anybody types.
const newPassword = { type: 'string', minLength: 10, maxLength: 200 };
const anyPassword = { type: 'string', maxLength: 200 };

function body(properties: Record<string, object>): object {
  return {
    body: { type: 'object', properties, required: Object.keys(properties), additionalProperties: false },
  };
}

/** Registering, signing in and out, changing the password. */
export function accountRoutes(api: FastifyInstance, gateway: Gateway, cookie: SessionCookie, log: Log): void {
  const { accounts, attempts, sessions, users, clients, events } = gateway;
  const who = signedIn(gateway, cookie);
  const shown = ({ email: address, name }: Account): object => ({ account: { email: address, name } });
  const over = (id: string): void => {
    events.end(id);
    clients.forget(id);
  };

  api.post<{ Body: { email: string; name: string; password: string } }>(
    '/api/accounts',
    {
      schema: body({ email, name: { type: 'string', minLength: 1, maxLength: 100 }, password: newPassword }),
    },
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
      const account = await accounts.check(address, password);
      if (!account) throw new RequestError(401, 'wrong', 'The address or the password is wrong.');
      await attempts.forgive(address, request.ip);
      const old = cookie.read(request);
      const before = old === undefined ? undefined : await sessions.find(old);
      if (before) await signOut(before);
      const session = await sessions.start(account);
      const started = await sessions.find(session);
      // Signs in at MODE, too: a person who cannot use a home is not signed in.
      if (started) {
        try {
          await clients.of(started).sessions.get();
        } catch (error) {
          await signOut(started);
          throw error;
        }
      }
      cookie.set(reply, session);
      return shown(account);
    },
  );

  api.get('/api/session', async (request) => shown((await who(request)).account));

  api.delete('/api/session', async (request, reply) => {
    await signOut(await who(request));
    cookie.clear(reply);
    return reply.code(204).send();
  });

  api.put<{ Body: { current: string; next: string } }>(
    '/api/account/password',
    { schema: body({ current: anyPassword, next: newPassword }) },
    async (request, reply) => {
      const session = await who(request);
      const { current, next } = request.body;
      const { account } = session;
      await attempts.signIn(account.email, request.ip);
      if (!(await accounts.check(account.email, current))) {
        throw new RequestError(403, 'wrong', 'The current password is wrong.', 'current');
      }
      await attempts.forgive(account.email, request.ip);
      await accounts.setPassword(account, next);
      // Whoever had the old one is out.
      for (const id of await sessions.endAll(account, session)) over(id);
      return reply.code(204).send();
    },
  );

  async function signOut(session: Session): Promise<void> {
    await sessions.end(session);
    const client = clients.of(session);
    over(session.id);
    if (session.modeToken === undefined) return;
    // Here it is over in any case; at MODE it ends by itself where this does not reach it.
    await client.sessions.delete().then(undefined, (error: unknown) => {
      log('warn', 'A session could not be ended at MODE.', { error: messageOf(error) });
    });
  }
}
