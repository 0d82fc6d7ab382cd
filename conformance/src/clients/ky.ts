import ky, { isKyError, HTTPError, type Options } from 'ky';
import { Agent, ProxyAgent } from 'undici-7';
import type { Adapter, CallSetup, Client, Remedy, Setup, Transport } from './client.ts';
import { bytesOf } from './fetch-transport.ts';
import { forProbes, notFor, remedyOptions, signalOf, timeoutSignal } from './remedies.ts';

function make(setup: Setup): Client {
  const { credential, headers, transport } = setup;
  const client = ky.create({
    prefix: setup.url,
    headers: {
      ...(typeof credential === 'string' && { authorization: `Bearer ${credential}` }),
      ...headers,
    },
    ...(setup.timeout !== undefined && { timeout: setup.timeout, totalTimeout: setup.timeout }),
    ...(setup.retries !== undefined && { retry: { limit: setup.retries } }),
    ...(typeof credential !== 'string' && {
      hooks: {
        beforeRequest: [
          async ({ request }) => {
            request.headers.set('authorization', `Bearer ${await credential()}`);
          },
        ],
      },
    }),
    ...(transport && dispatcherOption(transport)),
    ...remedyOptions(setup),
  });
  const perCall = (options?: CallSetup): Options => signalOf(setup, options);
  return {
    get(id = 'abc123def456', options) {
      const response = client.get(`things/${id}`, perCall(options));
      return setup.remedy === schemaRemedy.settings ? response.json(thingSchema) : response.json();
    },
    create({ text, changeTo }, options) {
      const nested = { text };
      const call = client.post('things', { json: { nested }, ...perCall(options) }).json();
      if (changeTo !== undefined) nested.text = changeTo;
      return call;
    },
    remove: (id) => client.delete(`things/${id}`, perCall()).text(),
    list: () => undefined,
    download: async (options) => bytesOf(await client.get('files/one', perCall(options))),
    request: (path) => client.get(path, perCall()).json(),
    printable: [client],
  };
}

/** As its README passes one: of the undici that Node's own `fetch` is made of, since they must speak the same language. */
function dispatcherOption({ ca, proxy, http2 }: Transport): object {
  const tls = ca === undefined ? {} : { ca };
  const dispatcher =
    proxy === undefined
      ? new Agent({ connect: tls, allowH2: http2 === true })
      : new ProxyAgent({ uri: proxy, requestTls: tls });
  return { dispatcher };
}

const schemaRemedy: Remedy = { option: '`.json(schema)`', settings: {} };

/** By hand, in the form that the Standard Schema interface asks for. */
const thingSchema = {
  '~standard': {
    version: 1 as const,
    vendor: 'conformance',
    validate: (value: unknown) =>
      typeof value === 'object' && value !== null && typeof Reflect.get(value, 'id') === 'string'
        ? { value }
        : { issues: [{ message: 'id must be text' }] },
  },
};

/** ky, as its README says. */
export const kyAdapter: Adapter = {
  name: 'ky',
  package: 'ky',
  notApplicable: notFor(['3c', '3d'], 'has no path parameters'),
  remedies: {
    ...forProbes(['1b', '1c'], { option: "`redirect: 'error'`", settings: { redirect: 'error' } }),
    '7d': schemaRemedy,
    '8h': timeoutSignal,
    ...forProbes(['10d', '10e', '10f'], {
      option: "`retry: { methods: ['post', …] }`, which then repeats those of 10a too",
      settings: { retry: { methods: ['get', 'post'] } },
    }),
  },
  notes: {},
  make,
  isOwnError: isKyError,
  factsOf: (error) =>
    error instanceof HTTPError
      ? { status: error.response.status, requestId: error.response.headers.get('x-request-id') }
      : { status: undefined, requestId: undefined },
  page: () => ({ headers: {}, body: [] }),
};
