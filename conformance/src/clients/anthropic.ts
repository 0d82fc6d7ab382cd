import Anthropic from '@anthropic-ai/sdk';
import type { Adapter, CallSetup, Client, Setup } from './client.ts';
import { bytesOf, fetchThrough } from './fetch-transport.ts';
import { forProbes, remedyOptions, signalOf, timeoutSignal } from './remedies.ts';

function make(setup: Setup): Client {
  const { credential, transport, log } = setup;
  const anthropic = new Anthropic({
    apiKey: credential,
    baseURL: setup.url,
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
    get: (id = 'abc123def456', options) => anthropic.models.retrieve(id, {}, perCall(options)),
    create({ text, changeTo }, options) {
      const message = { role: 'user' as const, content: text };
      const body = { model: 'test', max_tokens: 1, messages: [message] };
      const call = anthropic.messages.create(body, perCall(options));
      if (changeTo !== undefined) message.content = changeTo;
      return call;
    },
    remove: (id) => anthropic.files.delete(id, {}, perCall()),
    list: (style) => (style === 'cursor' ? anthropic.files.list({}, perCall()) : undefined),
    download: async (options) =>
      bytesOf(await anthropic.files.download('abc123def456', {}, perCall(options))),
    request: (path) => anthropic.get(path, perCall()),
    printable: [anthropic, anthropic.models],
  };
}

/** @anthropic-ai/sdk, as its README says. */
export const anthropic: Adapter = {
  name: 'anthropic',
  package: '@anthropic-ai/sdk',
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
  isOwnError: (error) => error instanceof Anthropic.AnthropicError,
  factsOf: (error) =>
    error instanceof Anthropic.APIError
      ? { status: error.status, requestId: error.requestID }
      : { status: undefined, requestId: undefined },
  page: (_style, { ids, next, link }) => ({
    headers: {},
    body: {
      data: ids.map((id) => ({ id, type: 'file' })),
      next_page: next ?? null,
      has_more: next !== undefined,
      ...(link !== undefined && { next: link, url: link }),
    },
  }),
};
