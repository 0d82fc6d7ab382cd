import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { Agent } from 'undici';
import { describe, expect, it, onTestFinished } from 'vitest';
import { eventually } from './eventually.ts';
import { EngineCaller } from '../src/caller/engine-caller.ts';
import { basic } from '../src/credentials/basic.ts';
import type { Credential } from '../src/credentials/credential.ts';
import { modeCloudKey } from '../src/credentials/mode-cloud-key.ts';
import { signatureToken } from '../src/credentials/signature-token.ts';
import { attemptChannel, mismatchChannel } from '../src/exchange/channels.ts';
import type { ClientOptions } from '../src/options/settings.ts';
import { deaf, engineFor, rejection } from './engine.ts';
import { json, serve, serveRaw } from './server.ts';

/** Each credential, and every way in which its secret could be seen. */
const credentials: readonly [string, () => Credential, RegExp][] = [
  [
    'basic',
    () => basic({ token: 'test-token', secret: 'test-secret' }),
    /test-token|test-secret|dGVzdC10b2tlbjp0ZXN0LXNlY3JldA/,
  ],
  [
    'signatureToken',
    () => signatureToken({ token: 'test-token', accessKey: 'test-key', accessSecret: 'test-secret' }),
    /test-token|test-key|test-secret|dGVzdC10b2tlbjp0ZXN0LWtleTp0ZXN0LXNlY3JldA/,
  ],
  ['modeCloudKey', () => modeCloudKey('test-key'), /test-key/],
];

/** Everything that printing, serialising, copying and walking a value can show of it. */
function shown(value: unknown): string {
  const texts = [
    inspect(value, { depth: 10, showHidden: true }),
    inspect(value, { depth: 10, showHidden: true, customInspect: false, getters: true }),
    inspect(Object.assign({}, value), { depth: 10, showHidden: true }),
    JSON.stringify(value) ?? '',
    String(value),
    walked(value, new Set()),
  ];
  try {
    texts.push(inspect(structuredClone(value), { depth: 10, showHidden: true }));
  } catch {
    // What cannot be cloned shows nothing that way.
  }
  return texts.join('\n');
}

/** The texts in a value's properties, hidden and inherited ones and those behind symbols too. */
function walked(value: unknown, seen: Set<unknown>): string {
  if (typeof value === 'string') return `${value}\n`;
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value))
    return '';
  seen.add(value);
  let text = '';
  for (const key of Reflect.ownKeys(value)) {
    const descriptor = Reflect.getOwnPropertyDescriptor(value, key);
    if (descriptor !== undefined && 'value' in descriptor)
      text += String(key) + walked(descriptor.value, seen);
  }
  const prototype: unknown = Reflect.getPrototypeOf(value);
  const ours = prototype !== Object.prototype && prototype !== Function.prototype;
  return ours ? text + walked(prototype, seen) : text;
}

const given: ClientOptions = { headers: { 'x-mine': 'proxy-password' }, userAgent: 'mine' };
const get = ['things.get', { thing: 'a' }, { retries: 0 }] as const;

/** Every way in which a call can fail, against servers that say back what they were sent. */
const failures: Readonly<Record<string, (credential: Credential) => Promise<unknown>>> = {
  'an input': (credential) =>
    rejection(engineFor('http://127.0.0.1:1', given, credential).call('things.get', { thing: '..' })),
  'another origin': (credential) =>
    rejection(
      engineFor('http://127.0.0.1:1', given, credential.with({ origin: 'https://things.test' })).call(...get),
    ),
  'a kind': (credential) =>
    rejection(
      engineFor('http://127.0.0.1:1', given, credential.with({ kind: 'device' })).call('keys.rotate', {}),
    ),
  'a connection that is refused': (credential) =>
    rejection(engineFor('http://127.0.0.1:1', given, credential).call(...get)),
  'a connection that breaks': async (credential) => {
    const server = await serveRaw((socket) => socket.once('data', () => socket.destroy()));
    return rejection(engineFor(server.url, given, credential).call(...get));
  },
  'a server that does not speak HTTP': async (credential) => {
    const server = await serveRaw((socket) => socket.on('data', (bytes) => socket.end(bytes)));
    return rejection(engineFor(server.url, given, credential).call(...get));
  },
  'a header that is too large': async (credential) => {
    const server = await serveRaw((socket) =>
      socket.once('data', (bytes) =>
        socket.end(`HTTP/1.1 200 OK\r\nx-echo: ${bytes.toString('base64').repeat(200)}\r\n\r\n`),
      ),
    );
    return rejection(engineFor(server.url, given, credential).call(...get));
  },
  'a deadline': async (credential) => {
    const server = await serve(() => undefined);
    return rejection(
      engineFor(server.url, given, credential).call('things.get', { thing: 'a' }, { timeout: 50 }),
    );
  },
  'a status': (credential) => echoed(credential, 400, (text) => ({ code: text, message: text, echo: text })),
  'a 401': (credential) => echoed(credential, 401, (text) => ({ code: text, message: text })),
  'a 429': (credential) => echoed(credential, 429, (text) => ({ message: text })),
  'a schema': (credential) => echoed(credential, 200, (text) => ({ id: { [text]: text } })),
  'a step that sets headers': async (credential) => {
    const server = await serve((request, response) =>
      json(response, { message: 'no', sent: request.headers }, 400),
    );
    const before: ClientOptions['before'] = ({ headers }) => {
      headers['x-gateway'] = 'Bearer proxy-password';
      headers['cookie'] = 'a=1; sid=proxy-password';
    };
    const error = await rejection(
      engineFor(server.url, { ...given, before, headers: {} }, credential).call(...get),
    );
    expect(error).toMatchObject({ excerpt: expect.stringContaining('"x-gateway":"[redacted]"') });
    return error;
  },
  'a provider that quotes what it read': async (credential) => {
    const provide = (): never => {
      throw Object.assign(new Error('the vault is shut'), {
        config: { headers: { token: 'proxy-password' } },
      });
    };
    return rejection(
      engineFor('http://127.0.0.1:1', given, { name: String(credential), provide }).call(...get),
    );
  },
  'a body that is not JSON': async (credential) => {
    const server = await serve((request, response) => {
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(`<p>${request.headers['authorization']} ${request.headers['x-mine']}</p>`);
    });
    return rejection(engineFor(server.url, given, credential).call(...get));
  },
  'JSON that is broken': async (credential) => {
    const server = await serve((request, response) => {
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(`{"a": ${request.headers['authorization']}`);
    });
    return rejection(engineFor(server.url, given, credential).call(...get));
  },
  'a body that is cut off': async (credential) => {
    const server = await serve((request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write(JSON.stringify(request.headers), () => response.destroy());
    });
    return rejection(engineFor(server.url, given, credential).call(...get));
  },
  'a body that cannot be unpacked': async (credential) => {
    const server = await serve((request, response) => {
      const packed = gzipSync(JSON.stringify(request.headers));
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed.subarray(0, packed.length - 3));
    });
    return rejection(engineFor(server.url, given, credential).call(...get));
  },
  'a redirect': async (credential) => {
    const server = await serve((request, response) => {
      const sent = encodeURIComponent(request.headers['authorization'] ?? '');
      response.writeHead(302, { location: `https://things.test/${sent}?x=${sent}` }).end(sent);
    });
    return rejection(engineFor(server.url, given, credential).call(...get));
  },
  'a download': (credential) => echoed(credential, 403, (text) => ({ message: text }), 'things.download'),
  'a download that is cut off': async (credential) => {
    const server = await serve((request, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write(JSON.stringify(request.headers), () => response.destroy());
    });
    const { data } = await engineFor(server.url, given, credential).bytes('things.download', { thing: 'a' });
    return rejection(data.text());
  },
  'a websocket': async (credential) => {
    const server = await serve((request, response) =>
      json(response, { message: request.headers['authorization'] }, 403),
    );
    const engine = engineFor(server.url, given, credential);
    return rejection(engine.socket('things.listen', { thing: 'a' }, deaf));
  },
  'a dispatcher whose error holds the request': async (credential) => {
    const dispatcher = new Agent().compose(() => (options, _handler) => {
      const sent = JSON.stringify(options.headers);
      const error = Object.assign(new Error(`sent ${sent}`), { request: options });
      error.cause = new Error(`because of ${sent}`);
      throw error;
    });
    onTestFinished(() => dispatcher.destroy());
    return rejection(engineFor('http://127.0.0.1:1', { ...given, dispatcher }, credential).call(...get));
  },
};

async function echoed(
  credential: Credential,
  status: number,
  body: (text: string) => object,
  operation = 'things.get',
): Promise<unknown> {
  const server = await serve((request, response) => {
    const sent = request.headers['authorization'] ?? '';
    const decoded = Buffer.from(sent.split(' ')[1] ?? '', 'base64').toString('utf8');
    const headers = { 'x-request-id': sent, 'retry-after': '100' };
    json(response, body(`${sent} / ${decoded} / ${request.headers['x-mine']}`), status, headers);
  });
  const engine = engineFor(server.url, given, credential);
  return rejection(
    operation === 'things.download'
      ? engine.bytes(operation, { thing: 'a' })
      : engine.call(operation, { thing: 'a' }, { retries: 0 }),
  );
}

describe.each(credentials)('the secret of %s', (_name, make, secret) => {
  const hidden = (value: unknown): void => {
    expect(shown(value)).not.toMatch(secret);
    expect(shown(value)).not.toContain('proxy-password');
  };

  it('is not shown by an engine, a caller, a call, a list or the credential while a request is in flight', async () => {
    const server = await serve(() => undefined);
    const credential = make();
    const engine = engineFor(server.url, given, credential);
    const caller = new EngineCaller(engine);
    const controller = new AbortController();
    const call = caller.call('things.get', { thing: 'a' }, { signal: controller.signal });
    const download = caller.bytes('things.download', { thing: 'a' }, { signal: controller.signal });
    const list = caller.list('things.listWhole', {}, { signal: controller.signal });
    await eventually(() => expect(server.received).toHaveLength(2));
    for (const value of [
      engine,
      caller,
      call,
      download,
      list,
      credential,
      [{ engine, caller, credential }],
    ]) {
      hidden(value);
    }
    controller.abort(new Error('enough'));
    await rejection(call);
    await rejection(download);
    hidden(controller.signal.reason);
  });

  it('is not shown by an answer or by a download that is open', async () => {
    const server = await serve((_request, response) => json(response, { id: 'a' }));
    const engine = engineFor(server.url, given, make());
    hidden(await new EngineCaller(engine).call('things.get', { thing: 'a' }).withResponse());
    const { data } = await engine.bytes('things.download', { thing: 'a' });
    hidden(data);
    await data.cancel();
  });

  it.each(Object.keys(failures))('is not shown by the error of %s, nor by its diagnostics', async (what) => {
    const notices: unknown[] = [];
    const note = (notice: unknown): void => void notices.push(notice);
    attemptChannel.subscribe(note);
    mismatchChannel.subscribe(note);
    onTestFinished(() => {
      attemptChannel.unsubscribe(note);
      mismatchChannel.unsubscribe(note);
    });
    const error = await failures[what]!(make());
    expect(error).toBeInstanceOf(Error);
    hidden(error);
    expect((error as Error).stack).not.toMatch(secret);
    hidden(notices);
  });
});
