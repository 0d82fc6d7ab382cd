import { Agent } from 'node:https';
import type { Readable } from 'node:stream';
import axios, { isAxiosError, type AxiosProxyConfig, type AxiosRequestConfig } from 'axios';
import type { Adapter, CallSetup, Client, Setup } from './client.ts';
import { forProbes, notFor, remedyOptions, signalOf, timeoutSignal } from './remedies.ts';

function make(setup: Setup): Client {
  const { credential, headers, transport } = setup;
  const client = axios.create({
    baseURL: setup.url,
    headers: {
      ...(typeof credential === 'string' && { authorization: `Bearer ${credential}` }),
      ...headers,
    },
    ...(setup.timeout !== undefined && { timeout: setup.timeout }),
    ...(setup.maxBytes !== undefined && { maxContentLength: setup.maxBytes }),
    ...(transport?.ca !== undefined && { httpsAgent: new Agent({ ca: transport.ca }) }),
    ...(transport?.proxy !== undefined && { proxy: proxyOf(transport.proxy) }),
    ...(transport?.http2 && { httpVersion: 2 as const, http2Options: { ca: transport.ca } }),
    ...remedyOptions(setup),
  });
  if (typeof credential !== 'string') {
    client.interceptors.request.use(async (config) => {
      config.headers.set('authorization', `Bearer ${await credential()}`);
      return config;
    });
  }
  const perCall = (options?: CallSetup): AxiosRequestConfig => ({
    ...signalOf(setup, options),
    ...(options?.maxBytes !== undefined && { maxContentLength: options.maxBytes }),
  });
  return {
    get: async (id = 'abc123def456', options) =>
      (await client.get<unknown>(`things/${id}`, perCall(options))).data,
    async create({ text, changeTo }, options) {
      const nested = { text };
      const call = client.post<unknown>('things', { nested }, perCall(options));
      if (changeTo !== undefined) nested.text = changeTo;
      return (await call).data;
    },
    remove: async (id) => (await client.delete<unknown>(`things/${id}`, perCall())).data,
    list: () => undefined,
    download: async (options) =>
      (await client.get<Readable>('files/one', { ...perCall(options), responseType: 'stream' })).data,
    request: async (path) => (await client.get<unknown>(path, perCall())).data,
    printable: [client],
  };
}

function proxyOf(url: string): AxiosProxyConfig {
  const { hostname, port } = new URL(url);
  return { protocol: 'http', host: hostname, port: Number(port) };
}

/** axios, as its README says. */
export const axiosAdapter: Adapter = {
  name: 'axios',
  package: 'axios',
  notApplicable: {
    ...notFor(['3c', '3d'], 'has no path parameters'),
    ...notFor(['10c', '10d', '10e', '10f'], 'never repeats a request'),
  },
  remedies: {
    ...forProbes(['1b', '1d'], {
      option: "`sensitiveHeaders: ['x-api-key']`",
      settings: { sensitiveHeaders: ['x-api-key'] },
    }),
    '1c': { option: '`maxRedirects: 0`', settings: { maxRedirects: 0 } },
    '3a': { option: '`allowAbsoluteUrls: false`', settings: { allowAbsoluteUrls: false } },
    ...forProbes(['7b', '7c', '8d', '8l'], {
      option: "`responseType: 'json', transitional: { silentJSONParsing: false }`",
      settings: { responseType: 'json', transitional: { silentJSONParsing: false } },
    }),
    ...forProbes(['9b', '13c'], timeoutSignal),
    ...forProbes(['11a', '11b', '11c'], {
      option: '`maxContentLength: 32 MiB`',
      settings: { maxContentLength: 32 * 1024 * 1024 },
    }),
  },
  notes: {},
  make,
  isOwnError: isAxiosError,
  factsOf: (error) =>
    isAxiosError(error)
      ? { status: error.response?.status, requestId: error.response?.headers['x-request-id'] as unknown }
      : { status: undefined, requestId: undefined },
  page: () => ({ headers: {}, body: [] }),
};
