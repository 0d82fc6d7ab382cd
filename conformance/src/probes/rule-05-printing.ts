import { setTimeout as delay } from 'node:timers/promises';
import type { ServerResponse } from 'node:http';
import type { Client } from '../clients/client.ts';
import { fail, notApplicable, type Probe, type Rule } from '../probe.ts';
import { printed, secret, shows, token } from '../secrets.ts';
import { json, thing, things } from '../servers/answers.ts';
import type { Answer } from '../servers/local-server.ts';
import { closedPort } from '../servers/ports.ts';
import { Begun, resolution, settle, until } from '../settle.ts';

const idle: Probe = {
  id: '5a',
  name: 'a printed client or credential shows no secret',
  run: async (stage) => {
    const server = await stage.serve(things);
    const client = await stage.client({ url: server.url });
    await resolution(() => client.get(), 10_000);
    shown(client.printable, 'the client');
  },
};

const inFlight: Probe = {
  id: '5b',
  name: 'nor does it with a request in flight, nor the promise',
  run: async (stage) => {
    const waiting: ServerResponse[] = [];
    const server = await stage.serve((_seen, response) => waiting.push(response));
    const client = await stage.client({ url: server.url });
    const call = client.get();
    const begun = new Begun(() => call);
    if (!(await until(() => waiting.length > 0, 15_000))) fail('nothing was sent');
    shown([...client.printable, call], 'client or promise');
    for (const response of waiting) json(response, thing);
    await begun.within(10_000);
  },
};

const failures: Readonly<Record<string, Answer>> = {
  '401': (_seen, response) => json(response, { error: { message: 'No.', type: 'x' }, message: 'No.' }, 401),
  '500': (_seen, response) => json(response, { error: { message: 'No.', type: 'x' }, message: 'No.' }, 500),
  'cut off': (_seen, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"id":', () => response.destroy());
  },
  dropped: (_seen, _response, socket) => socket.destroy(),
  'not JSON': (_seen, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5' }).end('{"id"');
  },
  'too late': () => undefined,
};

const errors: Probe = {
  id: '5c',
  name: 'a printed error shows no secret, whatever failed',
  run: async (stage) => {
    for (const [name, answer] of Object.entries(failures)) {
      const server = await stage.serve(answer);
      const client = await stage.client({ url: server.url, retries: 0, timeout: 500 });
      shown([await errorOf(client)], `the error of "${name}"`);
    }
    const url = `http://127.0.0.1:${await closedPort()}`;
    const client = await stage.client({ url, retries: 0, timeout: 2000 });
    shown([await errorOf(client)], 'the error of "refused"');
  },
};

const basic = `${token}:${secret}`;
const base64 = Buffer.from(basic).toString('base64');
const hex = Buffer.from(basic).toString('hex');

const echoed: Probe = {
  id: '5d',
  name: 'nor where the server repeats the credential',
  run: async (stage) => {
    const message = `Wrong key: ${secret} (Basic ${base64}).`;
    const answers: readonly Answer[] = [
      (_seen, response) => json(response, { message, id: 'wrong', error: { message, type: 'x' } }, 401),
      (_seen, response) => {
        response.writeHead(500, { 'content-type': 'text/plain' }).end(message);
      },
    ];
    for (const answer of answers) {
      const server = await stage.serve(answer);
      const client = await stage.client({ url: server.url, retries: 0 });
      shown([await errorOf(client)], 'the error');
    }
  },
};

/** How servers, proxies and frameworks write back what they were sent; each with what must not be left of it. */
const spellings: Readonly<Record<string, readonly [text: string, left: string]>> = {
  'base64 without padding': [base64.replace(/=+$/, ''), base64.slice(4, -4)],
  'base64 in HTML': [base64.replaceAll('=', '&#x3D;'), base64.slice(4, -4)],
  'base64 of the header': [
    Buffer.from(`Authorization: Basic ${base64}`).toString('base64'),
    Buffer.from(base64).toString('base64').slice(4, -4),
  ],
  'base64 in lines': [base64.replaceAll(/.{9}/g, '$&\n'), base64.slice(9, 18)],
  hexadecimal: [hex, hex.slice(4, -4)],
  capitals: [basic.toUpperCase(), secret.toUpperCase()],
  'a URL, twice': [encodeURIComponent(encodeURIComponent(`${basic}/`)), secret],
  'escapes of JSON': [
    Array.from(basic, (sign) => `\\u00${Buffer.from(sign).toString('hex')}`).join(''),
    String.raw`\u0073\u0065\u0063\u0072\u0065\u0074`,
  ],
  'numbers of HTML': [
    Array.from(basic, (sign) => `&#${sign.charCodeAt(0)};`).join(''),
    '&#115;&#101;&#99;&#114;',
  ],
};

const respelled: Probe = {
  id: '5g',
  name: 'nor where it repeats it in another spelling',
  run: async (stage) => {
    let text = '';
    const server = await stage.serve((_seen, response) => {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(`Wrong key: ${text}.`);
    });
    for (const [name, [spelled, left]] of Object.entries(spellings)) {
      text = spelled;
      const client = await stage.client({ url: server.url, retries: 0 });
      const shown = printed(await errorOf(client));
      if ([left, JSON.stringify(left).slice(1, -1)].some((form) => shown.includes(form))) {
        fail(`the error shows it in ${name}`);
      }
    }
  },
};

const logs: Probe = {
  id: '5e',
  name: 'nor do logs, events and diagnostics of the client',
  run: async (stage) => {
    const entries: unknown[] = [];
    let turn = 0;
    const server = await stage.serve((_seen, response) => {
      turn += 1;
      json(response, turn === 1 ? thing : { error: { message: 'No.' } }, turn === 1 ? 200 : 500);
    });
    const client = await stage.client({
      url: server.url,
      retries: 0,
      log: (...told) => entries.push(...told),
    });
    await resolution(() => client.get(), 10_000);
    await settle(() => client.get(), 10_000);
    await delay(50);
    if (entries.length === 0) notApplicable('tells nothing of its calls');
    shown(entries, 'what it tells');
  },
};

const minted: Probe = {
  id: '5f',
  name: 'an error gives no excerpt of an answer made of secrets',
  run: async (stage) => {
    const body = '{"value":"private-words","token":"private-words","access_secret":private-words';
    for (const status of [200, 500]) {
      const server = await stage.serve((_seen, response) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(body);
      });
      const client = await stage.client({ url: server.url, retries: 0 });
      if (client.mint === undefined) notApplicable('has no call that is answered with a secret');
      const settled = await settle(() => client.mint?.(), 10_000);
      if (server.requests.length === 0) fail('nothing was sent');
      if (settled.state === 'rejected' && shows(printed(settled.error), 'private-words')) {
        fail(`the error of a ${status} does`);
      }
    }
  },
};

/** The error of a call that must fail; one that resolves is another probe's affair. */
async function errorOf(client: Client): Promise<unknown> {
  const settled = await settle(() => client.get(), 5000);
  return settled.state === 'rejected' ? settled.error : undefined;
}

function shown(values: readonly unknown[], what: string): void {
  for (const value of values) if (shows(printed(value))) fail(`${what} shows it`);
}

export const printing: Rule = {
  number: 5,
  title: 'Nothing printed shows a secret',
  probes: [idle, inFlight, errors, echoed, logs, minted, respelled],
};
