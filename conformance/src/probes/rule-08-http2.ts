import type { Transport } from '../clients/client.ts';
import { fail, type Probe } from '../probe.ts';
import { thing } from '../servers/answers.ts';
import { issueCertificate } from '../servers/certificate.ts';
import { Http2Server } from '../servers/http2-server.ts';
import { describe, rejection, resolution, settle } from '../settle.ts';
import { rows, textOf, whole } from './bodies.ts';

const call: Probe = {
  id: '8l',
  name: 'HTTP/2 by option: works, and a reset is a typed error',
  run: async (stage) => {
    const server = await serving('application/json', JSON.stringify(thing), whole, false);
    const client = await stage.client({ ...server, retries: 0, timeout: 5000 });
    await resolution(() => client.get(), 10_000);
    const error = await rejection(() => client.get(), 10_000);
    if (!stage.adapter.isOwnError(error)) fail(`not of its own errors: ${describe(error)}`);
  },
};

const download: Probe = {
  id: '8m',
  name: 'HTTP/2: a download whose stream is reset throws',
  run: async (stage) => {
    for (const sized of [true, false]) {
      const server = await serving('text/csv', rows, rows, sized);
      const client = await stage.client({ ...server, retries: 0, timeout: 5000 });
      const first = stage.download(client);
      const taken = await settle(() => textOf(first), 10_000);
      // A client may refuse what has no length; one that takes it must know its end.
      if (sized && taken.state !== 'resolved') fail(`a whole one ${taken.state}`);
      if (taken.state === 'resolved' && taken.value !== rows) fail('not the whole arrived');
      const second = stage.download(client);
      const cut = await settle(() => textOf(second), 10_000);
      if (cut.state !== 'rejected') fail(`${sized ? 'with' : 'without'} a length it ${cut.state}`);
    }
  },
};

/** Answers the first request whole; of the second answer a half arrives, and then the stream is reset. */
async function serving(
  type: string,
  first: string,
  second: string,
  sized: boolean,
): Promise<{ readonly url: string; readonly transport: Transport }> {
  const certificate = await issueCertificate();
  const server = await Http2Server.start(certificate, (nth) => ({
    type,
    body: nth === 1 ? first : second,
    cut: nth > 1,
    sized,
  }));
  return { url: server.url, transport: { ca: certificate.ca, http2: true } };
}

export const http2: readonly Probe[] = [call, download];
