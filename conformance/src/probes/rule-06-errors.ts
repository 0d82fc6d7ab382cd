import { fail, type Probe, type Rule, type Stage } from '../probe.ts';
import { printed } from '../secrets.ts';
import { json } from '../servers/answers.ts';
import { rejection } from '../settle.ts';

const refusal = { id: 'wrong', message: 'No.', error: { message: 'No.', type: 'x' } };

const requestHeaders: Probe = {
  id: '6a',
  name: 'an error shows no request header',
  run: async (stage) => {
    const error = await failing(stage, {}, { 'x-session': 'private-header' });
    if (printed(error).includes('private-header')) fail('it does');
  },
};

const responseHeaders: Probe = {
  id: '6b',
  name: 'nor a response header, such as set-cookie',
  run: async (stage) => {
    const error = await failing(stage, { 'set-cookie': 'session=private-cookie' });
    if (printed(error).includes('private-cookie')) fail('it does');
  },
};

const input: Probe = {
  id: '6c',
  name: 'nor what was sent: path parameters, body',
  run: async (stage) => {
    const server = await stage.serve((_seen, response) => json(response, refusal, 404));
    const client = await stage.client({ url: server.url, retries: 0 });
    const got = await rejection(() => client.get('0123456789ab'), 10_000);
    if (printed(got).includes('0123456789ab')) fail('it shows a path parameter');
    const created = await rejection(() => client.create({ text: 'private words' }), 10_000);
    if (printed(created).includes('private words')) fail('it shows the body');
  },
};

const excerpt: Probe = {
  id: '6d',
  name: "its excerpt of the server's answer is capped",
  run: async (stage) => {
    const server = await stage.serve((_seen, response) => {
      response.writeHead(500, { 'content-type': 'text/plain' }).end('a'.repeat(500_000));
    });
    const client = await stage.client({ url: server.url, retries: 0 });
    const error = await rejection(() => client.get(), 10_000);
    const longest = Math.max(...(printed(error).match(/a+/g) ?? ['']).map((run) => run.length));
    if (longest > 10_000) fail('it shows more than 10,000 characters of it');
  },
};

const facts: Probe = {
  id: '6e',
  name: "it tells the status and the server's request id",
  run: async (stage) => {
    const id = 'request-0001';
    const headers = { 'x-request-id': id, 'request-id': id, 'x-github-request-id': id };
    const { status, requestId } = stage.adapter.factsOf(await failing(stage, headers));
    if (status !== 404) fail('no status');
    if (requestId !== id) fail('no request id');
  },
};

const foreign: Probe = {
  id: '6f',
  name: 'nor what hangs on the error of a provider',
  run: async (stage) => {
    const server = await stage.serve((_seen, response) => json(response, refusal, 404));
    const credential = async (): Promise<string> => {
      const config = { headers: { 'x-vault-token': 'private-vault' } };
      throw Object.assign(new Error('The vault is shut.'), { config });
    };
    const client = await stage.client({ url: server.url, retries: 0, credential });
    const error = await rejection(() => client.get(), 10_000);
    if (!printed(error).includes('The vault is shut.')) fail('it does not say why');
    if (printed(error).includes('private-vault')) fail('it does');
  },
};

const text: Probe = {
  id: '6g',
  name: "the server's words in it cannot steer a terminal",
  run: async (stage) => {
    const message = 'No.\u001b]0;owned\u0007\r\nFAKE LINE \u202etxt';
    const server = await stage.serve((_seen, response) =>
      json(response, { id: message, message, error: { message, type: message } }, 400),
    );
    const client = await stage.client({ url: server.url, retries: 0 });
    const error = await rejection(() => client.get(), 10_000);
    if (/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/.test(String(error))) fail('its message does');
  },
};

async function failing(
  stage: Stage,
  answered: Readonly<Record<string, string>>,
  headers?: Record<string, string>,
): Promise<unknown> {
  const server = await stage.serve((_seen, response) => json(response, refusal, 404, answered));
  const client = await stage.client({ url: server.url, retries: 0, headers });
  return rejection(() => client.get(), 10_000);
}

export const errors: Rule = {
  number: 6,
  title: 'Errors are built from an allow-list',
  probes: [requestHeaders, responseHeaders, input, excerpt, facts, foreign, text],
};
