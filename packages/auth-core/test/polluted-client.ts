/**
 * A client in a process of its own whose `Object.prototype` is polluted, one name after the other, after everything was
 * imported. It prints what it got, as one line of JSON per name. Run by `polluted.test.ts`.
 */
import { EngineCaller } from '../src/caller/engine-caller.ts';
import { basic } from '../src/credentials/basic.ts';
import { modeCloudKey } from '../src/credentials/mode-cloud-key.ts';
import { signatureToken } from '../src/credentials/signature-token.ts';
import { Engine } from '../src/engine/engine.ts';
import type { Platform } from '../src/options/platform.ts';
import { contract } from './contract.ts';

const [url = '', names = '[]'] = process.argv.slice(2);

/** Values that would do something, where that is more than being there. */
const harmful: Readonly<Record<string, unknown>> = {
  method: 'DELETE',
  upgrade: 'websocket',
  query: { polluted: '1' },
  headers: { 'x-polluted': '1' },
  body: 'polluted',
  signal: AbortSignal.abort(new Error('polluted')),
  timeout: 1,
  retries: 0,
  maxBodyBytes: 1,
  stallTimeout: 1,
  limit: 1,
  requestIdHeader: 'content-type',
  rangeHeader: 'content-type',
  origin: 'http://127.0.0.1:1',
  baseUrl: 'http://127.0.0.1:1',
  socketPath: '/polluted',
  factory: () => {
    throw new Error('polluted');
  },
  before: () => {
    throw new Error('polluted');
  },
  limiter: { turn: () => Promise.reject(new Error('polluted')) },
  dispatcher: {},
  callers: ['nobody'],
  expiresAt: new Date(0),
  userAgent: 'polluted\n',
  validate: 'polluted',
  localAddress: '192.0.2.1',
  lookup: () => {
    throw new Error('polluted');
  },
  maxResponseSize: 1,
  connections: 1,
  keepAlive: false,
  pipelining: 0,
  'content-encoding': 'gzip',
  'content-length': '1',
  'transfer-encoding': 'polluted',
  'retry-after': '100',
};

const platform: Platform = {
  name: 'Things',
  productionUrl: 'https://things.test',
  readFailure: () => ({}),
  credentialAdvice: '',
};

function told(error: unknown): unknown {
  return error instanceof Error
    ? [error.message, Object.entries(error), Object.hasOwn(error, 'cause')]
    : error;
}

async function outcomes(base: string): Promise<unknown[]> {
  const seen: unknown[] = [];
  for (const make of [
    () => modeCloudKey('test-key'),
    () => basic({ token: 'test-token', secret: 'test-secret' }),
    () => signatureToken({ token: 'test-token', accessKey: 'test-key', accessSecret: 'test-secret' }),
  ]) {
    const credential = make();
    const engine = new Engine(
      { platform, product: 'things/1', loadContract: () => Promise.resolve(contract) },
      { baseUrl: base },
      credential,
    );
    const caller = new EngineCaller(engine);
    seen.push(
      await caller.call('things.get', { thing: 'a' }),
      await caller.call('things.replace', { thing: 'a', name: 'n' }, {}),
      await caller.call('keys.rotate', {}).catch(told),
      await caller.list('things.listWhole', {}).toArray(),
      await caller.list('things.listWhole', {}).toArray({}),
      (await (await caller.bytes('things.download', { thing: 'a' })).text()).length,
      await caller.call('things.get', { thing: 'missing' }, { retries: 0 }).catch(told),
      [credential.kind, credential.origin, credential.expiresAt, engine.origin],
    );
    await engine.with({ baseUrl: base }, credential).call('things.get', { thing: 'b' });
    await engine.close();
  }
  return seen;
}

async function polluted(name: string | undefined, work: () => Promise<unknown>): Promise<unknown> {
  if (name !== undefined) {
    Reflect.set(Object.prototype, name, Object.hasOwn(harmful, name) ? harmful[name] : 'polluted');
  }
  try {
    return await work();
  } catch (error) {
    return String(error instanceof Error ? (error.stack ?? error) : error);
  } finally {
    if (name !== undefined) Reflect.deleteProperty(Object.prototype, name);
  }
}

// Once without, so that what is loaded at the first call is there.
await outcomes(`${url}/none`);
const list: string[] = JSON.parse(names);
for (const name of list) {
  const outcome = await polluted(name, () => outcomes(`${url}/${name}`));
  process.stdout.write(`${JSON.stringify({ name, outcome })}\n`);
}
