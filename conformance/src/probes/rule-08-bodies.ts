import { gzipSync } from 'node:zlib';
import { fail, notApplicable, type Probe, type Rule, type Stage } from '../probe.ts';
import { cutGzip } from '../servers/gzip-bomb.ts';
import type { Answer } from '../servers/local-server.ts';
import { Begun, describe, rejection, resolution, until } from '../settle.ts';
import { rows, textOf, whole } from './bodies.ts';
import { http2 } from './rule-08-http2.ts';

const shortLength: Probe = {
  id: '8a',
  name: 'JSON cut off before its content-length: a typed error',
  run: (stage) =>
    typed(stage, (_seen, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(whole.length) });
      response.write(whole.slice(0, 1000), () => response.destroy());
    }),
};

const shortChunks: Probe = {
  id: '8b',
  name: 'JSON cut off between chunks: a typed error',
  run: (stage) =>
    typed(stage, (_seen, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write(whole.slice(0, 1000), () => response.destroy());
    }),
};

const stalled: Probe = {
  id: '8c',
  name: 'JSON that stalls: a typed error, in time',
  run: (stage) =>
    typed(
      stage,
      (_seen, response) => {
        response.writeHead(200, {
          'content-type': 'application/json',
          'content-length': String(whole.length),
        });
        response.write(whole.slice(0, 1000));
      },
      1000,
    ),
};

const notJson: Probe = {
  id: '8d',
  name: 'what is not JSON though it says so: a typed error',
  run: (stage) =>
    typed(stage, (_seen, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(whole.slice(0, 1000));
    }),
};

const notGzip: Probe = {
  id: '8e',
  name: 'what is not gzip though it says so: a typed error',
  run: async (stage) => {
    let asked = false;
    await typed(stage, (seen, response) => {
      asked = /gzip/.test(seen.headers['accept-encoding'] ?? '');
      const encoding = asked ? 'gzip' : 'identity';
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': encoding });
      response.end(asked ? whole : whole.slice(0, 1000));
    });
    if (!asked) notApplicable('asks for no compression');
  },
};

const aborted: Probe = {
  id: '8f',
  name: 'an abort in mid-body rejects, nothing comes short',
  run: async (stage) => {
    let begun = false;
    const server = await stage.serve((_seen, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(whole.length) });
      response.write(whole.slice(0, 1000), () => {
        begun = true;
      });
    });
    const client = await stage.client({ url: server.url, retries: 0 });
    const controller = new AbortController();
    const call = new Begun(() => client.get(undefined, { signal: controller.signal }));
    if (!(await until(() => begun, 15_000))) fail('nothing was sent');
    controller.abort();
    const settled = await call.within(5000);
    if (settled.state === 'resolved') fail('it resolved');
    if (settled.state === 'pending') fail('it went on');
  },
};

const shortDownload: Probe = {
  id: '8g',
  name: 'a download cut off throws to its reader',
  run: (stage) =>
    unreadable(stage, (_seen, response) => {
      response.writeHead(200, { 'content-type': 'text/csv', 'content-length': String(rows.length) });
      response.write(rows.slice(0, 1000), () => response.destroy());
    }),
};

const stalledDownload: Probe = {
  id: '8h',
  name: 'one that stalls throws to its reader, in time',
  run: (stage) =>
    unreadable(
      stage,
      (_seen, response) => {
        response.writeHead(200, { 'content-type': 'text/csv', 'content-length': String(rows.length) });
        response.write(rows.slice(0, 1000));
      },
      1000,
    ),
};

const shortGzip: Probe = {
  id: '8i',
  name: 'one whose gzip ends early throws to its reader',
  run: (stage) =>
    unreadable(stage, (_seen, response) => {
      const body = cutGzip(rows);
      response.writeHead(200, {
        'content-type': 'text/csv',
        'content-encoding': 'gzip',
        'content-length': String(body.length),
      });
      response.end(body);
    }),
};

const unframed: Probe = {
  id: '8j',
  name: 'one without length or chunking is not taken for whole',
  run: (stage) =>
    unreadable(stage, (_seen, response, socket) => {
      response.shouldKeepAlive = false;
      socket.write('HTTP/1.1 200 OK\r\ncontent-type: text/csv\r\nconnection: close\r\n\r\n');
      socket.end(rows.slice(0, 1000));
    }),
};

const goodGzip: Probe = {
  id: '8k',
  name: 'but whole ones arrive whole: framed, chunked, gzip',
  run: async (stage) => {
    const body = gzipSync(rows);
    const answers: readonly Answer[] = [
      (_seen, response) => {
        response
          .writeHead(200, { 'content-type': 'text/csv', 'content-length': String(rows.length) })
          .end(rows);
      },
      (_seen, response) => {
        response.writeHead(200, { 'content-type': 'text/csv' }).end(rows);
      },
      (_seen, response) => {
        response.writeHead(200, { 'content-type': 'text/csv', 'content-encoding': 'gzip' }).end(body);
      },
    ];
    for (const answer of answers) {
      const server = await stage.serve(answer);
      const client = await stage.client({ url: server.url, retries: 0 });
      const download = stage.download(client);
      const text = await resolution(() => textOf(download), 10_000);
      if (text !== rows) fail('not the whole arrived');
    }
  },
};

async function typed(stage: Stage, answer: Answer, timeout?: number): Promise<void> {
  const server = await stage.serve(answer);
  const client = await stage.client({ url: server.url, retries: 0, timeout });
  const error = await rejection(() => client.get(), 10_000);
  if (!stage.adapter.isOwnError(error)) fail(`not of its own errors: ${describe(error)}`);
}

async function unreadable(stage: Stage, answer: Answer, timeout?: number): Promise<void> {
  const server = await stage.serve(answer);
  const client = await stage.client({ url: server.url, retries: 0, timeout });
  const download = stage.download(client);
  await rejection(() => textOf(download), 10_000);
}

export const bodies: Rule = {
  number: 8,
  title: 'A body is whole and what it says, or a typed error',
  probes: [
    shortLength,
    shortChunks,
    stalled,
    notJson,
    notGzip,
    aborted,
    shortDownload,
    stalledDownload,
    shortGzip,
    unframed,
    goodGzip,
    ...http2,
  ],
};
