import { fail, notApplicable, type Probe, type Rule } from '../probe.ts';
import { json, thing, things } from '../servers/answers.ts';
import { issueCertificate } from '../servers/certificate.ts';
import { LocalServer, type Seen } from '../servers/local-server.ts';
import { ownNames } from '../servers/names.ts';
import { resolution, settle } from '../settle.ts';

const refusal = { error: { message: 'No.', type: 'x' }, message: 'No.' };

const droppedPost: Probe = {
  id: '10a',
  name: 'a POST read and then dropped is not sent again unkeyed',
  limit: 40_000,
  run: async (stage) => {
    const server = await stage.serve((_seen, _response, socket) => socket.destroy());
    const client = await stage.client({ url: server.url });
    await settle(() => client.create({ text: 'one' }), 30_000);
    once(server.requests);
  },
};

const failedPost: Probe = {
  id: '10b',
  name: 'nor is one that was answered 503',
  limit: 40_000,
  run: async (stage) => {
    const server = await stage.serve((_seen, response) => json(response, refusal, 503));
    const client = await stage.client({ url: server.url });
    await settle(() => client.create({ text: 'one' }), 30_000);
    once(server.requests);
  },
};

const droppedGet: Probe = {
  id: '10c',
  name: 'a GET that was dropped is repeated',
  run: async (stage) => {
    const server = await stage.serve((_seen, response, socket) => {
      if (server.requests.length === 1) socket.destroy();
      else json(response, thing);
    });
    const client = await stage.client({ url: server.url });
    await resolution(() => client.get(), 20_000);
  },
};

const unsentByName: Probe = {
  id: '10d',
  name: 'a POST never sent (DNS failed once) is repeated',
  run: async (stage) => {
    ownNames({ 'once.localhost': 1 });
    const server = await stage.serve(things);
    const client = await stage.client({ url: server.at('once.localhost') });
    await resolution(() => client.create({ text: 'one' }), 20_000);
    if (server.requests.length !== 1) fail(`${server.requests.length} arrived`);
  },
};

const unsentByTls: Probe = {
  id: '10e',
  name: 'so is one whose TLS handshake broke off',
  run: async (stage) => {
    const certificate = await issueCertificate();
    const server = await LocalServer.start(things, certificate);
    server.breakHandshakes(1);
    const client = await stage.client({ url: server.at('localhost'), transport: { ca: certificate.ca } });
    await resolution(() => client.create({ text: 'one' }), 20_000);
    if (server.requests.length !== 1) fail(`${server.requests.length} arrived`);
  },
};

const unprocessed: Probe = {
  id: '10f',
  name: 'a POST not processed (429) is repeated, in due time',
  run: async (stage) => {
    const times: number[] = [];
    const server = await stage.serve((_seen, response) => {
      times.push(performance.now());
      if (times.length === 1) json(response, refusal, 429, { 'retry-after': '1' });
      else json(response, thing);
    });
    const client = await stage.client({ url: server.url });
    await resolution(() => client.create({ text: 'one' }), 20_000);
    const [first = 0, second = 0] = times;
    if (second - first < 950) fail('before the second that was asked for');
  },
};

const deleted: Probe = {
  id: '10g',
  name: "after a retry, a DELETE's 404 counts as done",
  run: async (stage) => {
    if (['got', 'axios', 'ky'].includes(stage.adapter.name))
      notApplicable('leaves the meaning of a status to its user');
    const server = await stage.serve((_seen, response, socket) => {
      if (server.requests.length === 1) socket.destroy();
      else json(response, refusal, 404);
    });
    const client = await stage.client({ url: server.url });
    await resolution(() => client.remove('abc123def456'), 20_000);
  },
};

/** One request, or the same one under one key. */
function once(requests: readonly Seen[]): void {
  if (requests.length === 0) fail('nothing was sent');
  const keys = new Set(requests.map(({ headers }) => headers['idempotency-key']));
  if (requests.length > 1 && (keys.size > 1 || keys.has(undefined))) {
    fail(`it was sent ${requests.length} times, without a common idempotency key`);
  }
}

export const retries: Rule = {
  number: 10,
  title: 'Only what may be repeated is repeated',
  probes: [droppedPost, failedPost, droppedGet, unsentByName, unsentByTls, unprocessed, deleted],
};
