import { subscribe } from 'node:diagnostics_channel';
import { Agent, type AgentOptions } from 'node:https';
import got, { RequestError, type OptionsInit } from 'got';
import type { Adapter, CallSetup, Client, Setup } from './client.ts';
import { forProbes, notFor, remedyOptions, signalOf, timeoutSignal } from './remedies.ts';

function make(setup: Setup): Client {
  const { credential, headers, transport } = setup;
  if (setup.log) for (const channel of channels) subscribe(channel, setup.log);
  const client = got.extend({
    prefixUrl: setup.url,
    headers: {
      ...(typeof credential === 'string' && { authorization: `Bearer ${credential}` }),
      ...headers,
    },
    ...(setup.timeout !== undefined && { timeout: { request: setup.timeout } }),
    ...(setup.retries !== undefined && { retry: { limit: setup.retries } }),
    ...(transport?.http2 && { http2: true }),
    ...(transport?.ca !== undefined && { https: { certificateAuthority: transport.ca } }),
    ...(transport?.proxy !== undefined && { agent: { https: proxyAgent(transport.proxy, transport.ca) } }),
    ...(typeof credential !== 'string' && {
      hooks: {
        beforeRequest: [
          async (options) => {
            options.headers['authorization'] = `Bearer ${await credential()}`;
          },
        ],
      },
    }),
    ...remedyOptions(setup),
  });
  const perCall = (options?: CallSetup): OptionsInit => signalOf(setup, options);
  return {
    get: (id = 'abc123def456', options) => client.get(`things/${id}`, perCall(options)).json(),
    create({ text, changeTo }, options) {
      const nested = { text };
      const call = client.post('things', { json: { nested }, ...perCall(options) }).json();
      if (changeTo !== undefined) nested.text = changeTo;
      return call;
    },
    remove: (id) => client.delete(`things/${id}`, perCall()).text(),
    list: (style) => (style === 'cursor' ? client.paginate('things', perCall()) : undefined),
    download: async (options) => client.stream('files/one', perCall(options)),
    request: (path) => client.get(path, perCall()).json(),
    printable: [client],
  };
}

/** Where got tells of its requests: its page "Diagnostics Channel". */
const channels = [
  'got:request:create',
  'got:request:start',
  'got:response:start',
  'got:response:end',
  'got:request:error',
];

function proxyAgent(proxy: string, ca: string | undefined): Agent {
  const options: AgentOptions & { proxyEnv?: Record<string, string> } = { proxyEnv: { HTTPS_PROXY: proxy } };
  if (ca !== undefined) options.ca = ca;
  return new Agent(options);
}

/** got, as its documentation says. */
export const gotAdapter: Adapter = {
  name: 'got',
  package: 'got',
  notApplicable: notFor(['3c', '3d'], 'has no path parameters'),
  remedies: {
    ...forProbes(['1b', '1c'], { option: '`followRedirect: false`', settings: { followRedirect: false } }),
    ...forProbes(['1e', '3a'], {
      option: '`allowAbsoluteUrls: false`',
      settings: { allowAbsoluteUrls: false },
    }),
    ...forProbes(['9d', '13c'], timeoutSignal),
    ...forProbes(['10d', '10e', '10f'], {
      option: "`retry: { methods: ['POST', …] }`, which then repeats those of 10a too",
      settings: { retry: { methods: ['GET', 'POST'] } },
    }),
  },
  notes: {},
  make,
  isOwnError: (error) => error instanceof RequestError,
  factsOf: (error) =>
    error instanceof RequestError
      ? { status: error.response?.statusCode, requestId: error.response?.headers['x-request-id'] }
      : { status: undefined, requestId: undefined },
  page(_style, { ids, next, link }, url) {
    const target = link ?? (next === undefined ? undefined : `${url}/things?page=${next}`);
    return {
      headers: target === undefined ? {} : { link: `<${target}>; rel="next"` },
      body: ids.map((id) => ({ id })),
    };
  },
};
