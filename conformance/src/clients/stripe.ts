import { Agent, type AgentOptions } from 'node:https';
import { Stripe } from 'stripe';
import type { Adapter, Client, Setup } from './client.ts';
import { notFor } from './remedies.ts';

function make(setup: Setup): Client {
  const { hostname, port, protocol } = new URL(setup.url);
  const { credential, log } = setup;
  const config = {
    host: hostname,
    port,
    protocol: protocol === 'https:' ? ('https' as const) : ('http' as const),
    telemetry: false,
    ...(setup.timeout !== undefined && { timeout: setup.timeout }),
    ...(setup.retries !== undefined && { maxNetworkRetries: setup.retries }),
    ...agentOf(setup),
    ...setup.remedy,
  };
  const stripe =
    typeof credential === 'string'
      ? new Stripe(credential, config)
      : new Stripe('', { ...config, authenticator: authenticatorOf(credential) });
  if (log) for (const event of ['request', 'response']) (stripe.on as Subscribe).call(stripe, event, log);
  return {
    get: (id = 'abc123def456') => stripe.customers.retrieve(id),
    create({ text, changeTo }) {
      const metadata = { text };
      const call = stripe.customers.create({ name: 'one', metadata });
      if (changeTo !== undefined) metadata.text = changeTo;
      return call;
    },
    remove: (id) => stripe.customers.del(id),
    list: (style) => (style === 'cursor' ? stripe.customers.search({ query: "name:'one'" }) : undefined),
    download: () => undefined,
    request: (path) => stripe.rawRequest('GET', path),
    mint: () => stripe.ephemeralKeys.create({ customer: 'abc123def456' }, { apiVersion: '2026-01-01' }),
    printable: [stripe, stripe.customers],
  };
}

type Subscribe = (event: string, listener: (entry: unknown) => void) => void;

/** Node's own agent takes the place of `https-proxy-agent`, which does the same. */
function agentOf({ transport }: Setup): { httpAgent?: Agent } {
  if (transport === undefined) return {};
  const options: AgentOptions & { proxyEnv?: Record<string, string> } = { keepAlive: true };
  if (transport.ca !== undefined) options.ca = transport.ca;
  if (transport.proxy !== undefined) options.proxyEnv = { HTTPS_PROXY: transport.proxy };
  return { httpAgent: new Agent(options) };
}

type Authenticator = NonNullable<NonNullable<ConstructorParameters<typeof Stripe>[1]>['authenticator']>;

function authenticatorOf(credential: () => Promise<string>): Authenticator {
  return async (request) => {
    request.headers['Authorization'] = `Bearer ${await credential()}`;
  };
}

/** stripe, as its README says. */
export const stripe: Adapter = {
  name: 'stripe',
  package: 'stripe',
  notApplicable: {
    ...notFor(['8f', '9f', '9g'], 'its calls take no signal'),
    ...notFor(['8l', '8m'], 'speaks no HTTP/2'),
    '14d': 'takes no headers',
  },
  remedies: {},
  notes: {},
  make,
  isOwnError: (error) => error instanceof Stripe.errors.StripeError,
  factsOf: (error) =>
    error instanceof Stripe.errors.StripeError
      ? { status: error.statusCode, requestId: error.requestId }
      : { status: undefined, requestId: undefined },
  page: (_style, { ids, next, link }) => ({
    headers: {},
    body: {
      object: 'search_result',
      url: link ?? '/v1/customers/search',
      data: ids.map((id) => ({ id, object: 'customer' })),
      has_more: next !== undefined,
      next_page: next ?? null,
    },
  }),
};
