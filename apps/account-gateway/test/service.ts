import { randomUUID } from 'node:crypto';
import type { Emulator } from '@bimodal/emulator';
import { IotClient, modeCloudKey } from '@bimodal/iot-client';
import { startDatabase } from '@bimodal/test-equipment';
import type { Database } from '../src/database/database.ts';
import { openPostgres } from '../src/database/postgres.ts';
import { openGateway, type Gateway } from '../src/gateway.ts';
import { startServer } from '../src/http/server.ts';
import type { Log } from '../src/log.ts';
import { sealOf } from '../src/sessions/seal.ts';

/** A gateway as `main.ts` puts it together, against an emulator. */
export interface TestService extends AsyncDisposable {
  readonly url: string;
  readonly database: Database;
  readonly gateway: Gateway;
}

const testSecret = 'test-secret-of-32-characters-and-more';

const quiet: Log = () => undefined;

/** A database that is given stays open; otherwise there is a new one in a real PostgreSQL. */
export async function startService(
  emulator: Emulator,
  options: {
    database?: Database;
    secret?: string;
    isSecure?: boolean;
    hosts?: readonly string[];
    proxies?: readonly string[];
    log?: Log;
  } = {},
): Promise<TestService> {
  const { adminKey, projectId, appId } = emulator.seeds.cloud;
  const { secret = testSecret, isSecure = false, hosts = [], proxies = [], log = quiet } = options;
  const cloud = new IotClient({ credential: modeCloudKey(adminKey), baseUrl: emulator.url });
  const database = options.database ?? openPostgres((await startDatabase()).url, () => undefined);
  const gateway = await openGateway({
    database,
    cloud,
    origin: emulator.url,
    project: { id: projectId, appId },
    secret,
    log,
  });
  const where = { host: '127.0.0.1', port: 0, hosts, isSecure, proxies };
  const server = await startServer({ gateway, log, ...where });
  return {
    url: server.url,
    database,
    gateway,
    async [Symbol.asyncDispose]() {
      gateway.close();
      await server.close();
      await cloud.close();
      if (!options.database) await database.close();
    },
  };
}

/** Whatever an answer may hold. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

export interface Answer {
  readonly status: number;
  readonly body: Json;
  readonly text: string;
  readonly headers: Headers;
}

/** A browser as far as the gateway can tell: it keeps the cookie, and says where its page is from. */
export class Visitor {
  readonly url: string;
  cookie: string | undefined;
  /** Everything that came back. */
  readonly heard: string[] = [];

  constructor(url: string, cookie?: string) {
    this.url = url;
    this.cookie = cookie;
  }

  async call(
    method: string,
    path: string,
    body?: Json,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        origin: this.url,
        ...(method === 'GET' ? {} : { 'x-account-gateway': '1' }),
        ...(this.cookie === undefined ? {} : { cookie: this.cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    this.heard.push(text, JSON.stringify([...response.headers]));
    const [set] = response.headers.getSetCookie();
    if (set !== undefined)
      this.cookie = set.includes('Expires=Thu, 01 Jan 1970') ? undefined : set.split(';')[0];
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
    return {
      status: response.status,
      body: isJson && text !== '' ? (JSON.parse(text) as Json) : null,
      text,
      headers: response.headers,
    };
  }
}

export const password = 'test-secret horse staple';

/** Somebody new, signed in. */
export async function newcomer(url: string, name = 'Ada'): Promise<Visitor & { readonly email: string }> {
  const visitor = new Visitor(url);
  const email = `${name.toLowerCase()}-${randomUUID()}@example.com`;
  await visitor.call('POST', '/api/accounts', { email, name, password });
  const { status, text } = await visitor.call('POST', '/api/session', { email, password });
  if (status !== 200) throw new Error(`Not signed in: ${text}`);
  return Object.assign(visitor, { email });
}

/** The key that the sessions of an account have at MODE, as only the service can read it. */
export async function modeTokens({ database }: TestService, email: string): Promise<string[]> {
  const rows = await database.query<{ id: string; mode_token: string }>(
    `SELECT s.id, s.mode_token FROM account_gateway.session AS s
     JOIN account_gateway.account AS a ON a.id = s.account WHERE a.email = $1 ORDER BY s.created_at`,
    [email],
  );
  return rows.map(({ id, mode_token: sealed }) => sealOf(testSecret).open(sealed, id) ?? '');
}

/** Who MODE takes somebody with this key for. */
export async function whoHas(key: string, emulator: Emulator): Promise<string> {
  await using cloud = new IotClient({ credential: modeCloudKey(key), baseUrl: emulator.url });
  return (await cloud.whoAmI()).type;
}
