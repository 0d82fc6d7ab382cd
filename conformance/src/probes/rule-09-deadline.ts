import { getEventListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fail, notApplicable, type Probe, type Rule, type Stage } from '../probe.ts';
import { json, thing, things } from '../servers/answers.ts';
import type { Answer } from '../servers/local-server.ts';
import { silentPort } from '../servers/ports.ts';
import { Begun, rejection, resolution, settle, until } from '../settle.ts';

const silent: Probe = {
  id: '9a',
  name: 'the deadline covers waiting for the headers',
  run: (stage) => inTime(stage, () => undefined),
};

const dripping: Probe = {
  id: '9b',
  name: 'and a body that drips without end',
  run: (stage) =>
    inTime(stage, (_seen, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"id":"');
      const timer = setInterval(() => response.write('x'), 50);
      response.on('close', () => clearInterval(timer));
    }),
};

const handshake: Probe = {
  id: '9c',
  name: 'and connecting (a TLS handshake never answered)',
  run: async (stage) => {
    const client = await stage.client({
      url: `https://127.0.0.1:${await silentPort()}`,
      timeout: 1000,
      retries: 0,
    });
    await rejection(() => client.get(), 8000);
  },
};

const acrossRetries: Probe = {
  id: '9d',
  name: 'and all retries together: 1.5 s stays about 1.5 s',
  run: (stage) => inTime(stage, () => undefined, 2),
};

const retryAfter: Probe = {
  id: '9e',
  name: 'and the wait that Retry-After asks for: not an hour',
  run: (stage) =>
    inTime(
      stage,
      (_seen, response) =>
        json(response, { error: { message: 'Wait.' }, message: 'Wait.' }, 429, { 'retry-after': '3600' }),
      2,
    ),
};

const interrupted: Probe = {
  id: '9f',
  name: 'an abort interrupts the wait before a retry',
  run: async (stage) => {
    const server = await stage.serve((_seen, response) =>
      json(response, { error: { message: 'Wait.' }, message: 'Wait.' }, 503, { 'retry-after': '15' }),
    );
    const client = await abortable(stage, server.url, 2);
    server.requests.length = 0;
    const controller = new AbortController();
    const call = new Begun(() => client.get(undefined, { signal: controller.signal }));
    if (!(await until(() => server.requests.length > 0, 15_000))) fail('nothing was sent');
    // Long enough for the answer to have been read and the wait to have begun, even on a busy machine.
    await delay(700);
    controller.abort();
    const settled = await call.within(3000);
    if (settled.state === 'pending') fail('it went on waiting');
    if (settled.state === 'resolved') fail('it resolved');
  },
};

const listeners: Probe = {
  id: '9g',
  name: 'no listener is left on a long-lived signal',
  run: async (stage) => {
    let turn = 0;
    const server = await stage.serve((_seen, response) => {
      turn += 1;
      json(response, turn % 2 === 0 ? thing : { error: { message: 'No.' } }, turn % 2 === 0 ? 200 : 404);
    });
    const client = await abortable(stage, server.url, 0);
    const { signal } = new AbortController();
    for (let count = 0; count < 20; count += 1) await settle(() => client.get(undefined, { signal }), 5000);
    // What is only unregistered by the garbage collector is given its chance.
    const gone = (): boolean => {
      globalThis.gc?.();
      return getEventListeners(signal, 'abort').length === 0;
    };
    if (!(await until(gone, 1500))) fail(`${getEventListeners(signal, 'abort').length} after 20 calls`);
  },
};

/** A client whose calls take a signal: seen by one that is aborted already and must not succeed. */
async function abortable(
  stage: Stage,
  url: string,
  retries: number,
): Promise<Awaited<ReturnType<Stage['client']>>> {
  const client = await stage.client({ url, retries });
  const probe = await stage.serve(things);
  const other = await stage.client({ url: probe.url, retries: 0 });
  const settled = await settle(() => other.get(undefined, { signal: AbortSignal.abort() }), 5000);
  if (settled.state === 'resolved') notApplicable('its calls take no signal');
  return client;
}

async function inTime(stage: Stage, answer: Answer, retries = 0): Promise<void> {
  const warm = await stage.serve(things);
  const first = await stage.client({ url: warm.url });
  await resolution(() => first.get(), 10_000);
  const server = await stage.serve(answer);
  const timeout = 1500;
  const client = await stage.client({ url: server.url, timeout, retries });
  const settled = await settle(() => client.get(), 5 * timeout);
  if (settled.state === 'pending') fail(`it was still under way after ${5 * timeout} ms`);
  if (settled.state === 'resolved') fail('it resolved');
  // Much grace for a busy machine, and still less than two attempts take.
  if (settled.elapsed > 1.9 * timeout) fail(`it took ${settled.elapsed} ms`);
}

export const deadline: Rule = {
  number: 9,
  title: 'One deadline covers the whole call',
  probes: [silent, dripping, handshake, acrossRetries, retryAfter, interrupted, listeners],
};
