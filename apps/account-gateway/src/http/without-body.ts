import type { FastifyRequest } from 'fastify';

/**
 * Takes a request without a body for what it is, whatever type it names: clients that say `Content-Type: application/json`
 * with everything delete, too.
 */
export async function withoutBody({ headers }: Pick<FastifyRequest, 'headers'>): Promise<void> {
  const { 'content-length': length, 'transfer-encoding': encoding } = headers;
  if (encoding === undefined && (length === undefined || length === '0')) delete headers['content-type'];
}
