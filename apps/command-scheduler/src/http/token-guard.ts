import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { RequestError } from './request-error.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Demands `Authorization: Bearer <token>`, compared in constant time. */
export function tokenGuard(token: string) {
  const expected = digest(`Bearer ${token}`);
  return async (request: FastifyRequest): Promise<void> => {
    if (timingSafeEqual(digest(request.headers.authorization ?? ''), expected)) return;
    throw new RequestError(
      401,
      'token_needed',
      'Send the token of this service: Authorization: Bearer <COMMAND_SCHEDULER_TOKEN>.',
    );
  };
}
