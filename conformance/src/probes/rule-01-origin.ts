import { fail, notApplicable, type Probe, type Rule, type Stage } from '../probe.ts';
import { carries, secret, shows } from '../secrets.ts';
import { things } from '../servers/answers.ts';
import { issueCertificate } from '../servers/certificate.ts';
import { ConnectProxy } from '../servers/connect-proxy.ts';
import { LocalServer, type Seen } from '../servers/local-server.ts';
import { resolution, settle } from '../settle.ts';
import { textOf } from './bodies.ts';

const redirected: Probe = {
  id: '1a',
  name: 'a call redirected elsewhere takes no credential along',
  run: async (stage) => {
    const { here, there } = await redirecting(stage, 302);
    const client = await stage.client({ url: here.url });
    await settle(() => client.get(), 10_000);
    if (here.requests.length === 0) fail('nothing was sent');
    if (there.requests.some((seen) => carries(seen))) fail('the other origin was sent the credential');
  },
};

const ownHeader: Probe = {
  id: '1b',
  name: 'nor does a key in a header of its own (x-api-key)',
  run: async (stage) => {
    const { here, there } = await redirecting(stage, 302);
    const client = await stage.client({ url: here.url, headers: { 'x-api-key': 'test-key' } });
    await settle(() => client.get(), 10_000);
    if (here.requests[0]?.headers['x-api-key'] !== 'test-key') notApplicable('takes no headers');
    if (there.requests.some((seen) => carries(seen, 'test-key'))) fail('the other origin was sent the key');
  },
};

const redirectedBody: Probe = {
  id: '1c',
  name: 'a POST redirected elsewhere (307) takes no body along',
  run: async (stage) => {
    const { here, there } = await redirecting(stage, 307);
    const client = await stage.client({ url: here.url });
    await settle(() => client.create({ text: 'private words' }), 10_000);
    if (here.requests.length === 0) fail('nothing was sent');
    if (there.requests.some((seen) => seen.body.includes('private'))) {
      fail('the other origin was sent the body');
    }
  },
};

const download: Probe = {
  id: '1d',
  name: 'a download follows a redirect, without credential',
  run: async (stage) => {
    const there = await stage.serve((_seen, response) => {
      response.writeHead(200, { 'content-type': 'text/csv', 'content-length': '8' }).end('a,b\n1,2\n');
    });
    const here = await stage.serve((_seen, response) => {
      response.writeHead(302, { location: `${there.url}/file`, 'content-length': '0' }).end();
    });
    const client = await stage.client({ url: here.url, headers: { 'x-api-key': 'test-key' } });
    const begun = stage.download(client);
    const text = await resolution(() => textOf(begun), 10_000);
    if (text !== 'a,b\n1,2\n') fail('the bytes did not arrive');
    if (there.requests.some((seen) => carries(seen) || carries(seen, 'test-key'))) {
      fail('the other origin was sent a key');
    }
  },
};

const link: Probe = {
  id: '1e',
  name: 'a next-page link to another origin gets no key',
  run: async (stage) => {
    const there = await stage.serve(things);
    const here = await stage.serve((_seen, response) => {
      const facts = { ids: ['1', '2'], link: `${there.url}/stolen` };
      const page = stage.adapter.page('cursor', facts, here.url);
      response.writeHead(200, { 'content-type': 'application/json', ...page.headers });
      response.end(JSON.stringify(page.body));
    });
    const client = await stage.client({ url: here.url, headers: { 'x-api-key': 'test-key' } });
    const list = client.list('cursor');
    if (list === undefined) notApplicable('no pagination');
    await settle(async () => {
      let items = 0;
      for await (const _item of list) {
        items += 1;
        if (items > 20) break;
      }
    }, 10_000);
    if (here.requests.length === 0) fail('nothing was sent');
    if (there.requests.some((seen) => carries(seen) || carries(seen, 'test-key'))) {
      fail('the other origin was sent a key');
    }
  },
};

const proxy: Probe = {
  id: '1f',
  name: 'through a proxy: a tunnel, which hides the credential',
  run: async (stage) => {
    const certificate = await issueCertificate();
    const proxy = await ConnectProxy.start();
    const server = await LocalServer.start(things, certificate);
    const client = await stage.client({
      url: server.at('localhost'),
      transport: { ca: certificate.ca, proxy: proxy.url },
    });
    await resolution(() => client.get(), 10_000);
    if (!server.requests.some((seen) => carries(seen))) fail('the server was not sent the credential');
    if (proxy.heads.some((head) => shows(head, secret))) fail('the proxy was sent the credential');
    if (proxy.tunnels.length === 0) fail('the proxy was passed by');
  },
};

const followed: Probe = {
  id: '1g',
  name: 'a link in an answer is followed within the origin only',
  run: async (stage) => {
    const there = await stage.serve(things);
    const here = await stage.serve(things);
    const client = await stage.client({ url: here.url, retries: 0 });
    if (client.follow === undefined) notApplicable('follows no links');
    await resolution(() => client.follow?.(`${here.url}/api/acme/more`), 10_000);
    if (!here.requests.some((seen) => carries(seen)))
      fail('its own link was not followed with the credential');
    await settle(() => client.follow?.(`${there.url}/api/acme/more`), 10_000);
    if (there.requests.length > 0) fail('the request went to the other origin');
  },
};

async function redirecting(
  stage: Stage,
  status: number,
): Promise<{ readonly here: LocalServer; readonly there: LocalServer }> {
  const there = await stage.serve(things);
  const here = await stage.serve((_seen: Seen, response) => {
    response.writeHead(status, { location: `${there.url}/elsewhere`, 'content-length': '0' }).end();
  });
  return { here, there };
}

export const origin: Rule = {
  number: 1,
  title: 'A credential is bound to an origin',
  probes: [redirected, ownHeader, redirectedBody, download, link, proxy, followed],
};
