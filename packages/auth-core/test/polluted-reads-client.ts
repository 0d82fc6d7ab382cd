/** Run by `polluted-reads.test.ts`, in a process of its own: does what the package does under each name that is read. */
import { execFile } from 'node:child_process';
import { mkdtemp, open, readFile, rename, rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import * as net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tls from 'node:tls';
import { promisify } from 'node:util';
import { gunzip, gzipSync } from 'node:zlib';
import { tryNames, type Trial } from '@bimodal/contract/testing';
import { EngineCaller } from '../src/caller/engine-caller.ts';
import { analyticsCommand } from '../src/credentials/node/command.ts';
import { authorization, Credential } from '../src/credentials/credential.ts';
import { modeCloudKey } from '../src/credentials/mode-cloud-key.ts';
import { cloudProfile, saveProfile } from '../src/credentials/node/profile.ts';
import { Engine } from '../src/engine/engine.ts';
import { rateLimit } from '../src/limits/rate-limit.ts';
import type { Platform } from '../src/options/platform.ts';
import { tlsDefaults } from '../src/transport/undici/tls-defaults.ts';
import { handedOn } from '../src/values/handed-on.ts';
import { ownCopy } from '../src/values/own-copy.ts';
import { Agent, request, WebSocket } from 'undici';
import { contract } from './contract.ts';

const [http = '', https = '', socket = '', only = '', text = '', beyond = ''] = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), 'bimodal-'));
const refused = { refused: undefined };

const platform: Platform = {
  name: 'Things',
  productionUrl: 'https://things.test',
  readFailure: () => ({}),
  credentialAdvice: '',
};

/** A caller of its own for each run, so that each makes connections anew. */
async function calling<T>(baseUrl: string, work: (caller: EngineCaller) => Promise<T>): Promise<T> {
  const engine = new Engine(
    { platform, product: 'things/1', loadContract: () => Promise.resolve(contract) },
    { baseUrl, retries: 0, timeout: 900 },
    modeCloudKey('test-key'),
  );
  try {
    return await work(new EngineCaller(engine));
  } finally {
    await engine.close();
  }
}

/** Writes a request to a connection of Node's own, and gives what comes back; no library has a part in it. */
function spoken(connection: net.Socket, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    connection.on('data', (chunk: Buffer) => void chunks.push(chunk));
    connection.on('error', reject);
    connection.on('close', () =>
      resolve(
        Buffer.concat(chunks)
          .toString('latin1')
          .replace(/date:.*/i, ''),
      ),
    );
    connection.pause().resume();
    connection.write(`GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`);
  });
}

/** What the language, modules and streams do of themselves: leaving an iteration reads names, too. */
async function language(): Promise<void> {
  for (const _each of [1, 2]) break;
  await Promise.resolve({});
  // What was loaded already is asked for anew at each call.
  await import('undici');
  await promisify(gunzip)(gzipSync('a'), handedOn({}));
}

/** Node's own socket, and undici with nothing around it. */
async function bareCall(url: string, connect: () => net.Socket): Promise<unknown> {
  await language();
  const answer = await spoken(connect(), '/things/a');
  const dispatcher = new Agent(handedOn({}));
  const { body } = await request(`${url}/things/a`, handedOn({ dispatcher }));
  const { length } = await body.text();
  await dispatcher.close();
  return [answer, length];
}

const plain = (url: string): net.Socket =>
  net.connect(handedOn({ host: '127.0.0.1', port: Number(new URL(url).port) }));

/** undici's websocket with nothing around it. */
async function bareSocket(url: string): Promise<unknown> {
  await language();
  const connection = plain(url);
  await new Promise((resolve, reject) =>
    connection.on('error', reject).on('ready', () => resolve(undefined)),
  );
  connection.destroy();
  const dispatcher = new Agent(handedOn({}));
  const opened = new WebSocket(`${url}/things/a`.replace(/^http/, 'ws'), handedOn({ dispatcher }));
  const message = await new Promise((resolve) => {
    opened.addEventListener('message', ({ data }) => resolve(data));
    opened.addEventListener('error', ({ message: text }) => resolve(text));
  });
  await dispatcher.destroy();
  return message;
}

const trials: Trial[] = [
  {
    name: 'http',
    run: () =>
      calling(http, async (caller) => [
        await caller.call('things.get', { thing: 'a' }),
        await caller.call('things.replace', { thing: 'a', name: 'n' }),
        await caller.list('things.listWhole', {}).toArray({ limit: 2 }),
        (await (await caller.bytes('things.download', { thing: 'a' })).text()).length,
      ]),
    bare: () => bareCall(http, () => plain(http)),
  },
  {
    name: 'https',
    run: () => calling(https, async (caller) => caller.call('things.get', { thing: 'a' })),
    bare: () =>
      bareCall(https, () => {
        const port = Number(new URL(https).port);
        const options = { host: 'localhost', servername: 'localhost', port, ...tlsDefaults(tls) };
        return tls.connect(handedOn(options));
      }),
  },
  {
    name: 'websocket',
    run: () =>
      calling(socket, async (caller) => {
        const { promise, resolve } = Promise.withResolvers<unknown>();
        const opened = await caller.socket(
          'things.listen',
          { thing: 'a' },
          { message: (data) => resolve(data), pong: () => undefined, closed: () => resolve('closed') },
        );
        const message = await promise;
        opened.destroy();
        return message;
      }),
    bare: () => bareSocket(socket),
  },
  {
    name: 'command',
    run: async () => {
      const print = 'printf \'{"token":"test-token","secret":"%s"}\' "$(env | grep -vc ^_=)"';
      const found = await analyticsCommand(['/bin/sh', '-c', print]).provide(refused);
      return Credential.isInstance(found) ? found[authorization]() : 'nothing';
    },
    bare: async () => {
      await language();
      return new Promise((resolve) => {
        const options = handedOn({ encoding: 'utf8' as const, env: ownCopy(process.env), shell: false });
        execFile('/bin/echo', ['a'], options, (error, output) =>
          resolve(error === null ? output : error.message),
        );
      });
    },
  },
  {
    name: 'files',
    run: async () => {
      // Each time another: one that is broken off may leave its lock.
      const file = join(await mkdtemp(join(folder, 'files-')), 'credentials.toml');
      await saveProfile('cloud', { key: 'test-key' }, { file });
      await saveProfile('cloud', { key: 'test-key-2' }, { file, profile: 'other' });
      return [
        String(await cloudProfile({ file }).provide(refused)),
        await readFile(file, handedOn({ encoding: 'utf8' as const })),
      ];
    },
    bare: async () => {
      await language();
      randomBytes(6).toString('hex');
      const from = join(folder, 'a');
      const file = await open(from, 'w', 0o600);
      await file.writeFile('a', handedOn({ encoding: 'utf8' as const }));
      await file.close();
      await rename(from, join(folder, 'b'));
      const read = await readFile(join(folder, 'b'), handedOn({ encoding: 'utf8' as const }));
      await rm(
        join(folder, 'b'),
        handedOn({ force: true, recursive: false, maxRetries: 0, retryDelay: 100 }),
      );
      return read;
    },
  },
  {
    name: 'limit',
    run: async () => {
      const limiter = rateLimit({ requests: 2, seconds: 1000 });
      const asked: string[] = [];
      for (let turn = 0; turn < 3; turn += 1) {
        const taken = limiter.turn({
          operation: 'things.get',
          method: 'GET',
          path: '/things/{thing}',
          credential: undefined,
          left: () => 1,
          wait: () => Promise.resolve(),
          within: (promise) => promise,
        });
        asked.push(
          await taken.then(
            () => 'taken',
            (error: unknown) => (error instanceof Error ? error.name : 'other'),
          ),
        );
      }
      return asked;
    },
    bare: language,
  },
];

const require = createRequire(import.meta.url);
const packages = ['undici', 'smol-toml', 'rate-limiter-flexible', '@types/node/package.json'].map((name) =>
  require.resolve(name),
);
const values = [text, true, false, 1, ownCopy({}), () => undefined];
const wanted = trials.filter(({ name }) => only === '' || only.split(',').includes(name));
const reports = await tryNames(wanted, packages, values, beyond.split(' ')).catch((error: unknown) => {
  process.stderr.write(String(error instanceof Error ? error.stack : error));
  process.exit(1);
});
await rm(folder, { recursive: true });
process.stdout.write(JSON.stringify(reports), () => process.exit());
