/**
 * Options that HTTP clients know, each with a value that would show: another host, another method, another header.
 * `timeout` is not among them: Node's own `net.connect` reads it from the prototype, whoever calls.
 */
export function optionsPointing(elsewhere: string): Readonly<Record<string, unknown>> {
  const { host, hostname, port } = new URL(elsewhere);
  const header = { 'x-injected': 'yes' };
  return {
    baseURL: elsewhere,
    baseUrl: elsewhere,
    prefixUrl: elsewhere,
    url: `${elsewhere}/stolen`,
    origin: elsewhere,
    host,
    hostname,
    port,
    proxy: { host: hostname, port: Number(port), protocol: 'http' },
    method: 'PUT',
    headers: header,
    defaultHeaders: header,
    body: 'injected',
    data: 'injected',
    json: { injected: true },
    form: { injected: 'yes' },
    query: { injected: 'yes' },
    params: { injected: 'yes' },
    searchParams: 'injected=yes',
    defaultQuery: { injected: 'yes' },
    auth: { username: 'injected', password: 'injected' },
    apiKey: 'injected',
    authorization: 'Bearer injected',
    username: 'injected',
    password: 'injected',
    stripeAccount: 'injected',
    idempotencyKey: 'injected',
    userAgent: 'injected',
    workspace: 'injected',
    wrapper: 'injected',
    accept: 'text/injected',
    maxBodyBytes: 1,
    maxContentLength: 1,
    responseType: 'text',
    validateStatus: () => false,
    transformRequest: [() => 'injected'],
    transformResponse: [() => 'injected'],
    before: ({ headers }: { headers: Record<string, string> }) => {
      headers['x-injected'] = 'yes';
    },
    hooks: { beforeRequest: [() => fault()] },
    fetch: () => fault(),
    adapter: () => fault(),
    dispatcher: { dispatch: () => fault() },
  };
}

function fault(): never {
  throw new Error('A function from the prototype was called.');
}

/** Fields of inputs that one or other of the clients knows. */
export const inputNames: Readonly<Record<string, unknown>> = {
  name: 'injected',
  page: 7,
  per_page: 7,
  limit: 7,
  after: 'injected',
  expand: ['injected'],
  params: { injected: 'yes' },
  metadata: { injected: 'yes' },
  description: 'injected',
  system: 'injected',
  stop_sequences: ['injected'],
  public: true,
  report: 'injected',
  freq: 'hourly',
  hour: 7,
  minute: 7,
  day_of_week: 3,
  text: 'injected',
};
