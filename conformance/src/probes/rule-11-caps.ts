import { setTimeout as delay } from 'node:timers/promises';
import { fail, notApplicable, type Probe, type Rule, type Stage } from '../probe.ts';
import { json, thing, things } from '../servers/answers.ts';
import { gzipBomb } from '../servers/gzip-bomb.ts';
import type { LocalServer } from '../servers/local-server.ts';
import { rejection, resolution } from '../settle.ts';

/** Megabytes that memory may grow by where 300 arrive and are not to be kept. */
const allowed = 150;

const bomb: Probe = {
  id: '11a',
  name: 'gzip bomb (300 MB in 300 KB): refused, in bounds',
  limit: 90_000,
  run: async (stage) => {
    const server = await bombing(stage, 200);
    const client = await stage.client({ url: server.url, retries: 0 });
    await within(() => rejection(() => client.get(), 60_000));
  },
};

const failureBomb: Probe = {
  id: '11b',
  name: 'the same as the body of a 500',
  limit: 90_000,
  run: async (stage) => {
    const server = await bombing(stage, 500);
    const client = await stage.client({ url: server.url, retries: 0 });
    const error = await within(() => rejection(() => client.get(), 60_000));
    if (stage.adapter.factsOf(error).status !== 500) fail('it is no longer told that it was a 500');
  },
};

const chunked: Probe = {
  id: '11c',
  name: '200 MB of plain JSON, chunked: refused, in bounds',
  limit: 90_000,
  run: async (stage) => {
    const server = await stage.serve((_seen, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"id":"');
      pour(response, 200);
    });
    const client = await stage.client({ url: server.url, retries: 0 });
    await within(() => rejection(() => client.get(), 60_000));
  },
};

const perCall: Probe = {
  id: '11d',
  name: 'the cap can be set per call',
  run: async (stage) => {
    const server = await stage.serve((_seen, response) => {
      json(response, { ...thing, filler: 'x'.repeat(5000) });
    });
    const client = await stage.client({ url: server.url, retries: 0 });
    await resolution(() => client.get(undefined, { maxBytes: 10_000 }), 10_000);
    await rejection(() => client.get(undefined, { maxBytes: 1000 }), 10_000);
  },
};

const stream: Probe = {
  id: '11e',
  name: 'a download of 200 MB: no cap, memory in bounds',
  run: async (stage) => {
    const server = await stage.serve((_seen, response) => {
      response.writeHead(200, { 'content-type': 'text/csv' });
      pour(response, 200);
    });
    const client = await stage.client({ url: server.url, retries: 0 });
    const download = stage.download(client);
    let bytes = 0;
    await within(() =>
      resolution(async () => {
        for await (const chunk of await download) {
          // A reader that is slow at first: who does not hold the server back fills memory meanwhile.
          if (bytes === 0) await delay(1500);
          bytes += chunk.length;
        }
      }, 25_000),
    );
    if (bytes !== 200 * 1024 * 1024) fail(`${bytes} bytes arrived`);
  },
};

const megabyte = Buffer.alloc(1024 * 1024, 'a');

/** A server whose answers are bombs; the probe does not apply to a client that asks for no compression. */
async function bombing(stage: Stage, status: number): Promise<LocalServer> {
  const probe = await stage.serve(things);
  const client = await stage.client({ url: probe.url });
  await resolution(() => client.get(), 10_000);
  if (!/gzip/.test(probe.requests[0]?.headers['accept-encoding'] ?? ''))
    notApplicable('asks for no compression');
  const body = await gzipBomb();
  return stage.serve((_seen, response) => {
    response.writeHead(status, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(body);
  });
}

/** Writes so many megabytes as fast as they are taken, and ends. */
function pour(response: NodeJS.WritableStream, left: number): void {
  if (left === 0) response.end();
  else if (response.write(megabyte)) setImmediate(() => pour(response, left - 1));
  else response.once('drain', () => pour(response, left - 1));
}

/** Fails where the process's peak memory grows by more than is allowed. */
async function within<T>(begin: () => Promise<T>): Promise<T> {
  globalThis.gc?.();
  const before = process.resourceUsage().maxRSS;
  let thrown: unknown;
  const value = await begin().catch((error: unknown) => {
    thrown = error;
    return undefined;
  });
  const grown = Math.round((process.resourceUsage().maxRSS - before) / 1024);
  if (thrown instanceof Error) fail(`${thrown.message}; memory grew by ${grown} MB`);
  if (grown > allowed) fail(`memory grew by ${grown} MB`);
  return value as T;
}

export const caps: Rule = {
  number: 11,
  title: 'Decoded bodies are capped',
  probes: [bomb, failureBomb, chunked, perCall, stream],
};
