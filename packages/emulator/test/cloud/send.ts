import { startEmulator, type Emulator } from '../../src/index.ts';

/** What came back, with its body as JSON where there is one. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: unknown;
}

/** Sends what any client could send, as it stands: our own client is not asked. */
export async function send(
  emulator: Emulator,
  method: string,
  path: string,
  key?: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const isForm = body instanceof URLSearchParams || body instanceof FormData;
  const response = await fetch(emulator.url + path, {
    method,
    headers: {
      ...(key === undefined ? {} : { authorization: `ModeCloud ${key}` }),
      ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: text === '' ? undefined : JSON.parse(text),
  };
}

export { startEmulator, type Emulator };
