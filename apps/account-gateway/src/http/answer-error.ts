import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { messageOf, type Log } from '../log.ts';
import { refusalOfMode } from './mode-refusal.ts';
import { RequestError } from './request-error.ts';

/** Answers `{"error": {"code", "message", "field"?}}`. What is our own mistake is logged and not told. */
export function answerError(log: Log) {
  return async (error: FastifyError, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { status, code, message, field, headers } = refusalOf(error);
    if (status >= 500) {
      log('error', 'A request failed.', {
        method: request.method,
        route: request.routeOptions.url,
        error: messageOf(error),
      });
    }
    return reply
      .code(status)
      .headers(headers)
      .send({ error: { code, message, ...(field === undefined ? {} : { field }) } });
  };
}

function refusalOf(error: FastifyError): RequestError {
  if (error instanceof RequestError) return error;
  const refused = refusalOfMode(error);
  if (refused) return refused;
  const [first] = error.validation ?? [];
  if (first) {
    const missing: unknown = first.params['missingProperty'] ?? first.params['additionalProperty'];
    const path = first.instancePath.slice(1).replaceAll('/', '.');
    const field = path || (typeof missing === 'string' ? missing : undefined);
    const extra = first.keyword === 'additionalProperties' ? ` ("${String(missing)}")` : '';
    return new RequestError(
      400,
      'invalid',
      `${field ?? 'The request'} ${first.message ?? 'is invalid'}${extra}.`,
      field,
    );
  }
  const status = error.statusCode ?? 500;
  if (status === 415) {
    return new RequestError(
      415,
      'not_json',
      'Send the body as JSON, with the header Content-Type: application/json.',
    );
  }
  if (status >= 400 && status < 500) return new RequestError(status, 'bad_request', error.message);
  return new RequestError(500, 'internal', 'Something failed here; the log of the service says what.');
}
