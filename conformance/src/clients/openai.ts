import OpenAI from 'openai';
import type { Adapter, CallSetup, Client, Setup } from './client.ts';
import { bytesOf, fetchThrough } from './fetch-transport.ts';
import { forProbes, remedyOptions, signalOf, timeoutSignal } from './remedies.ts';

function make(setup: Setup): Client {
  const { credential, transport, log } = setup;
  const openai = new OpenAI({
    apiKey: credential,
    baseURL: `${setup.url}/v1`,
    ...(setup.timeout !== undefined && { timeout: setup.timeout }),
    ...(setup.retries !== undefined && { maxRetries: setup.retries }),
    ...(setup.headers && { defaultHeaders: setup.headers }),
    ...(transport && fetchThrough(transport)),
    ...(log
      ? { logger: { error: log, warn: log, info: log, debug: log }, logLevel: 'debug' }
      : { logLevel: 'off' }),
    ...remedyOptions(setup),
  });
  const perCall = (options?: CallSetup) => signalOf(setup, options);
  return {
    get: (id = 'abc123def456', options) => openai.models.retrieve(id, perCall(options)),
    create({ text, changeTo }, options) {
      const metadata = { text };
      const call = openai.vectorStores.create({ name: 'one', metadata }, perCall(options));
      if (changeTo !== undefined) metadata.text = changeTo;
      return call;
    },
    remove: (id) => openai.files.delete(id, perCall()),
    list: (style) =>
      style === 'cursor' ? openai.conversations.items.list('abc123def456', {}, perCall()) : undefined,
    download: async (options) => bytesOf(await openai.files.content('abc123def456', perCall(options))),
    request: (path) => openai.get(path, perCall()),
    mint: () => openai.realtime.clientSecrets.create({}, perCall()),
    printable: [openai, openai.models],
  };
}

/** openai, as its README says. */
export const openai: Adapter = {
  name: 'openai',
  package: 'openai',
  notApplicable: {},
  remedies: {
    ...forProbes(['1b', '1c'], {
      option: "`fetchOptions: { redirect: 'error' }`",
      settings: { fetchOptions: { redirect: 'error' } },
    }),
    ...forProbes(['8c', '8h', '9b', '9d', '9e', '13c'], timeoutSignal),
  },
  notes: {},
  make,
  isOwnError: (error) => error instanceof OpenAI.OpenAIError,
  factsOf: (error) =>
    error instanceof OpenAI.APIError
      ? { status: error.status, requestId: error.requestID }
      : { status: undefined, requestId: undefined },
  page: (_style, { ids, next, link }) => ({
    headers: {},
    body: {
      object: 'list',
      data: ids.map((id) => ({ id, type: 'message' })),
      has_more: next !== undefined,
      last_id: next ?? ids.at(-1) ?? '',
      ...(link !== undefined && { next: link, url: link }),
    },
  }),
};
