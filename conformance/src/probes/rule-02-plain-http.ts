import { fail, type Probe, type Rule } from '../probe.ts';
import { carries } from '../secrets.ts';
import { things } from '../servers/answers.ts';
import { issueCertificate } from '../servers/certificate.ts';
import { LocalServer } from '../servers/local-server.ts';
import { ownNames } from '../servers/names.ts';
import { rejection, resolution, settle } from '../settle.ts';
import { textOf } from './bodies.ts';

const elsewhere: Probe = {
  id: '2a',
  name: 'no credential over plain http to another machine',
  run: async (stage) => {
    ownNames();
    const server = await stage.serve(things);
    await settle(async () => {
      const client = await stage.client({ url: server.at('platform.test') });
      await client.get();
    }, 10_000);
    if (server.requests.some((seen) => carries(seen))) fail('it was sent');
  },
};

const onPurpose: Probe = {
  id: '2b',
  name: 'to loopback as it is, elsewhere when asked for by name',
  run: async (stage) => {
    ownNames();
    const server = await stage.serve(things);
    const near = await stage.client({ url: server.url });
    await resolution(() => near.get(), 10_000);
    const far = await stage.client({ url: server.at('platform.test'), insecure: true });
    await resolution(() => far.get(), 10_000);
    if (server.requests.length !== 2) fail('not both arrived');
  },
};

const downgrade: Probe = {
  id: '2c',
  name: 'a download is not redirected from https to plain http',
  run: async (stage) => {
    ownNames();
    const certificate = await issueCertificate();
    const plain = await stage.serve((_seen, response) => {
      response.writeHead(200, { 'content-type': 'text/csv', 'content-length': '4' }).end('a,b\n');
    });
    const server = await LocalServer.start((_seen, response) => {
      response.writeHead(302, { location: plain.at('platform.test'), 'content-length': '0' }).end();
    }, certificate);
    const client = await stage.client({ url: server.at('localhost'), transport: { ca: certificate.ca } });
    const begun = stage.download(client);
    await settle(() => textOf(begun), 10_000);
    if (server.requests.length === 0) fail('nothing was sent');
    if (plain.requests.length > 0) fail('it was');
  },
};

const privateAuthority: Probe = {
  id: '2d',
  name: 'a private CA is trusted where given, refused where not',
  run: async (stage) => {
    const certificate = await issueCertificate();
    const server = await LocalServer.start(things, certificate);
    const trusting = await stage.client({ url: server.at('localhost'), transport: { ca: certificate.ca } });
    await resolution(() => trusting.get(), 10_000);
    if (!server.requests.some((seen) => carries(seen))) fail('the credential was not sent');
    server.requests.length = 0;
    const wary = await stage.client({ url: server.at('localhost'), retries: 0 });
    await rejection(() => wary.get(), 10_000);
    if (server.requests.length > 0) fail('it was sent to a server that nobody vouched for');
  },
};

export const plainHttp: Rule = {
  number: 2,
  title: 'Plain http only to loopback, unless asked for by name',
  probes: [elsewhere, onPurpose, downgrade, privateAuthority],
};
