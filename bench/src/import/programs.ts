/** How one client is imported, and how it makes one call, as a user's program would. `url` and `path` are given. */
export interface Program {
  readonly client: string;
  /** Ours is measured as it is published: from the packed packages. */
  readonly packed: boolean;
  readonly load: string;
  readonly call: string;
}

export const programs: readonly Program[] = [
  {
    client: 'bimodal',
    packed: true,
    load: `const { AnalyticsClient } = await import('@bimodal/analytics-client');
      const { basic } = await import('@bimodal/auth-core');`,
    call: `const credential = basic({ token: 'test-token', secret: 'test-secret' });
      const mode = new AnalyticsClient({ workspace: 'acme', credential, baseUrl: url, validate: 'strict' });
      await mode.reports.get({ report: path.split('/').at(-1) });`,
  },
  {
    client: 'openai',
    packed: false,
    load: `const { default: OpenAI } = await import('openai');`,
    call: `await new OpenAI({ apiKey: 'test-token', baseURL: url }).get(path);`,
  },
  {
    client: 'octokit',
    packed: false,
    load: `const { Octokit } = await import('octokit');`,
    call: `await new Octokit({ baseUrl: url, auth: 'test-token' }).request('GET ' + path);`,
  },
  {
    client: 'stripe',
    packed: false,
    load: `const { default: Stripe } = await import('stripe');`,
    call: `const { hostname, port } = new URL(url);
      await new Stripe('test-token', { host: hostname, port: Number(port), protocol: 'http' }).rawRequest('GET', path);`,
  },
  {
    client: 'got',
    packed: false,
    load: `const { default: got } = await import('got');`,
    call: `await got(url + path).json();`,
  },
  {
    client: 'axios',
    packed: false,
    load: `const { default: axios } = await import('axios');`,
    call: `await axios.get(url + path);`,
  },
  {
    client: 'ky',
    packed: false,
    load: `const { default: ky } = await import('ky');`,
    call: `await ky.get(url + path).json();`,
  },
  {
    client: 'undici',
    packed: false,
    load: `const { request } = await import('undici');`,
    call: `JSON.parse(await (await request(url + path)).body.text());`,
  },
];
