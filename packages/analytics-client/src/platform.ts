import type { Platform } from '@bimodal/auth-core/internal';

/** The words in `id`. Source: documented (error schemas of the Swagger files). */
const codes: ReadonlySet<string> = new Set([
  'bad_request',
  'param_missing',
  'unauthorized',
  'forbidden',
  'not_found',
  'payload_too_large',
  'rate_limited',
  'internal_server_error',
  'service_unavailable',
]);

/** What the engine has to know of Mode Analytics. */
export const analytics: Platform = {
  name: 'Mode Analytics',
  productionUrl: 'https://app.mode.com',
  schemes: ['Basic', 'Bearer'],
  requestIdHeader: 'x-request-id',
  readFailure(body) {
    return { code: textOf(body, 'id'), message: textOf(body, 'message') };
  },
  isKnownCode: (code) => codes.has(code),
  credentialAdvice:
    'Set MODE_ANALYTICS_TOKEN and MODE_ANALYTICS_SECRET, or pass `credential: basic({ token, secret })`.',
};

/** `{"id": "not_found", "message": "…"}`; some failures are other JSON, and proxies answer HTML. */
function textOf(body: unknown, key: string): string | undefined {
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, key)) return undefined;
  const value: unknown = Reflect.get(body, key);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
