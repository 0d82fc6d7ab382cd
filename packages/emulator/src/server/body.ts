import type { FastifyInstance } from 'fastify';

/** Bytes of a request body that are read; more is answered with 413. */
export const bodyLimit = 10 * 1024 * 1024;

/** Takes every body as it comes, whatever it is called: the contract reads it, not the framework. */
export function takeBodiesAsBytes(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}
