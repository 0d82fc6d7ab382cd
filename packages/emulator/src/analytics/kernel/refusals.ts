import { Refusal } from '../../server/refusal.ts';

/** The word in `id` that goes with a status. Source: error schemas of the Swagger files; `rate_limited` and the 5xx too. */
const words: Readonly<Record<number, string>> = {
  400: 'bad_request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  413: 'payload_too_large',
  429: 'rate_limited',
  500: 'internal_server_error',
  503: 'service_unavailable',
};

/** `{"id", "message"}`; the audit log's refusals have no body. */
export function envelope(refusal: Refusal): Record<string, unknown> | undefined {
  if (refusal.message === '') return undefined;
  return { id: refusal.code ?? words[refusal.status] ?? 'internal_server_error', message: refusal.message };
}

/** The same with a link to the help pages, as captured in 2016. */
export function oldEnvelope(refusal: Refusal): Record<string, unknown> | undefined {
  const body = envelope(refusal);
  return body && { ...body, _links: { help: { href: 'http://help.modeanalytics.com' } } };
}

export function notFound(message: string): Refusal {
  return new Refusal(404, message);
}
