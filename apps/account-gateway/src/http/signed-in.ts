import type { FastifyRequest } from 'fastify';
import type { Session } from '../sessions/sessions.ts';
import type { Gateway } from '../gateway.ts';
import type { SessionCookie } from './cookie.ts';
import { signedOut } from './signed-out.ts';

/** Who sent a request. @throws RequestError 401 */
export function signedIn({ sessions }: Gateway, cookie: SessionCookie) {
  return async (request: FastifyRequest): Promise<Session> => {
    const value = cookie.read(request);
    const session = value === undefined ? undefined : await sessions.find(value);
    if (!session) throw signedOut();
    return session;
  };
}
