import type { Seen } from './local-server.ts';
import type { ServerResponse } from 'node:http';

/** What every client reads as one thing: each takes the fields that it knows. */
export const thing: Readonly<Record<string, unknown>> = Object.freeze({
  id: 'abc123def456',
  token: 'abc123def456',
  object: 'customer',
  type: 'thing',
  name: 'whole',
});

/** Answers with JSON, framed by its length. */
export function json(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(text)),
    ...headers,
  });
  response.end(text);
}

/** Answers everything with the thing. */
export function things(_seen: Seen, response: ServerResponse): void {
  json(response, thing);
}
