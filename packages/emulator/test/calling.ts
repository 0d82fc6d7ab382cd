import { request, type Dispatcher } from 'undici';
import type { SeededKeys } from '../src/analytics/seeds/people.ts';

/** Where to send, and the keys to it: an emulator has both. */
export interface Target {
  readonly url: string;
  readonly seeds: { readonly analytics: { readonly keys: Partial<SeededKeys> } };
}

/** Plain HTTP, as any program would send it. */
export interface Sent {
  readonly as?: keyof SeededKeys | 'nobody';
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  readonly bytes: Buffer;
  readonly json: Json;
}

/** JSON as tests look into it. What they name is there, or the test fails by what it compares. */
export interface Json {
  readonly token: string;
  readonly id: string;
  readonly name: string;
  readonly message: string;
  readonly state: string;
  readonly pagination: Readonly<Record<string, number>>;
  readonly _links: Readonly<Record<string, { readonly href: string }>>;
  readonly _embedded: Readonly<Record<string, readonly Json[]>>;
  readonly [field: string]: unknown;
}

export function basic({ token, secret }: { readonly token: string; readonly secret: string }): string {
  return `Basic ${Buffer.from(`${token}:${secret}`).toString('base64')}`;
}

/** Sends a request to the emulator, with the workspace key unless told otherwise. */
export async function send(
  target: Target,
  method: Dispatcher.HttpMethod,
  path: string,
  { as = 'workspace', body, headers = {} }: Sent = {},
): Promise<Received> {
  const key = as === 'nobody' ? undefined : target.seeds.analytics.keys[as];
  const own = key ? { authorization: basic(key) } : {};
  const isJson = body !== undefined && typeof body !== 'string';
  const response = await request(target.url + path, {
    method,
    headers: { ...own, ...(isJson ? { 'content-type': 'application/json' } : {}), ...headers },
    ...(body === undefined ? {} : { body: isJson ? JSON.stringify(body) : body }),
  });
  const bytes = Buffer.from(await response.body.arrayBuffer());
  const text = bytes.toString('utf8');
  return {
    status: response.statusCode,
    headers: response.headers,
    bytes,
    text,
    get json() {
      return JSON.parse(text) as Json;
    },
  };
}

/** Waits for a condition, and for no number of milliseconds. */
export async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await ask();
    if (found !== undefined) return found;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Runs a report to its end. */
export async function runReport(target: Target, report: string, parameters: object = {}): Promise<Json> {
  const runs = `/api/acme/reports/${report}/runs`;
  const { token } = (await send(target, 'POST', runs, { body: { parameters } })).json;
  return until(async () => {
    const { json } = await send(target, 'GET', `${runs}/${token}`);
    return ['enqueued', 'pending'].includes(json.state) ? undefined : json;
  });
}
