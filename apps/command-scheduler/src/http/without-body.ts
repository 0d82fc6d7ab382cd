import type { FastifyRequest } from 'fastify';

/**
 * Takes a deletion without a body for what it is, whatever type it names: clients that say `Content-Type: application/json`
 * with everything delete, too.
 */
export async function withoutBody(request: Pick<FastifyRequest, 'headers' | 'method'>): Promise<void> {
  const { headers, method } = request;
  const { 'content-length': length, 'transfer-encoding': encoding } = headers;
  const isEmpty = encoding === undefined && (length === undefined || length === '0');
  if (method === 'DELETE' && isEmpty) delete headers['content-type'];
}
