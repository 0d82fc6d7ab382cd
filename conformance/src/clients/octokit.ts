import { Octokit, RequestError } from 'octokit';
import type { Adapter, CallSetup, Client, Setup } from './client.ts';
import { boundFetch, bytesOf } from './fetch-transport.ts';
import { forProbes, remedyOptions, signalOf, timeoutSignal } from './remedies.ts';

type Send = ReturnType<typeof Octokit.prototype.request.defaults>;

function make(setup: Setup): Client {
  const { credential, log, transport, headers = {} } = setup;
  const say = log ?? (() => undefined);
  const octokit = new Octokit({
    ...(typeof credential === 'string'
      ? { auth: credential }
      : { authStrategy: () => strategyOf(credential), auth: {} }),
    baseUrl: setup.url,
    log: { debug: say, info: say, warn: say, error: say },
    request: {
      ...(setup.timeout !== undefined && { timeout: setup.timeout }),
      ...(transport && { fetch: boundFetch(transport) }),
    },
    // Without retries it is to send what it is told when it is told, so its queue is switched off too.
    ...(setup.retries === 0 && { retry: { enabled: false }, throttle: { enabled: false } }),
    ...(setup.retries !== undefined && setup.retries > 0 && { retry: { retries: setup.retries } }),
    ...remedyOptions(setup),
  });
  const perCall = (options?: CallSetup): { headers: Record<string, string>; request: object } => ({
    headers,
    request: signalOf(setup, options),
  });
  return {
    get: async (id = 'abc123def456', options) =>
      (await octokit.rest.users.getByUsername({ username: id, ...perCall(options) })).data,
    async create({ text, changeTo }, options) {
      const file = { content: text };
      const call = octokit.rest.gists.create({ files: { 'a.txt': file }, ...perCall(options) });
      if (changeTo !== undefined) file.content = changeTo;
      return (await call).data;
    },
    remove: async (id) => (await octokit.rest.gists.delete({ gist_id: id, ...perCall() })).data,
    list: (style) => (style === 'cursor' ? itemsOf(octokit, headers) : undefined),
    async download(options) {
      const { headers, request } = perCall(options);
      const answer = await octokit.rest.repos.downloadTarballArchive({
        owner: 'acme',
        repo: 'thing',
        ref: 'main',
        headers,
        request: { ...request, parseSuccessResponseBody: false },
      });
      return bytesOf({ body: answer.data });
    },
    request: async (path) => (await octokit.request(`GET ${path}`, perCall())).data as unknown,
    mint: async () => (await octokit.rest.apps.createInstallationAccessToken({ installation_id: 1 })).data,
    follow: async (link) => (await octokit.request(`GET ${link}`, perCall())).data as unknown,
    printable: [octokit, octokit.auth, octokit.request],
  };
}

/** A strategy as octokit's README describes them: a function with a hook that sends the request. */
function strategyOf(credential: () => Promise<string>): unknown {
  const hook = async (request: Send, route: string, parameters?: Parameters<Send>[1]): Promise<unknown> => {
    const endpoint = request.endpoint.merge(route, parameters);
    endpoint.headers.authorization = `token ${await credential()}`;
    return request(endpoint);
  };
  return Object.assign(async () => ({ type: 'token' }), { hook });
}

async function* itemsOf(octokit: Octokit, headers: Record<string, string>): AsyncGenerator {
  for await (const page of octokit.paginate.iterator(octokit.rest.gists.list, { headers })) yield* page.data;
}

/** octokit, as its README says. */
export const octokit: Adapter = {
  name: 'octokit',
  package: 'octokit',
  notApplicable: {},
  remedies: forProbes(['8c', '8h', '9a', '9b', '9c', '9d', '9e', '13c'], {
    ...timeoutSignal,
    option:
      '`request: { signal: AbortSignal.timeout(…) }` per call; `request.timeout`, which its README names, does nothing',
  }),
  notes: {},
  make,
  isOwnError: (error) => error instanceof RequestError,
  factsOf: (error) =>
    error instanceof RequestError
      ? { status: error.status, requestId: error.response?.headers['x-github-request-id'] }
      : { status: undefined, requestId: undefined },
  page(_style, { ids, next, link }, url) {
    const target = link ?? (next === undefined ? undefined : `${url}/gists?page=${next}`);
    return {
      headers: target === undefined ? {} : { link: `<${target}>; rel="next"` },
      body: ids.map((id) => ({ id })),
    };
  },
};
