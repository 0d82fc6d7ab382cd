import type { FastifyRequest } from 'fastify';
import type { Session } from '../sessions/sessions.ts';
import type { Gateway } from '../gateway.ts';
import type { SessionCookie } from './cookie.ts';
import { RequestError } from './request-error.ts';

/** Who sent a request. @throws RequestError 401 */
export function signedIn({ sessions }: Gateway, cookie: SessionCookie) {
  return async (request: FastifyRequest): Promise<Session> => {
    const value = cookie.read(request);
    const session = value === undefined ? undefined : await sessions.find(value);
    if (!session) throw signedOut();
    return session;
  };
}

/** The refusal of whoever is not signed in, or no more. */
export function signedOut(): RequestError {
  return new RequestError(401, 'signed_out', 'Sign in first.');
}
