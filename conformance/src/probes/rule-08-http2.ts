import type { Transport } from '../clients/client.ts';
import { fail, type Probe, type Stage } from '../probe.ts';
import { thing } from '../servers/answers.ts';
import { issueCertificate } from '../servers/certificate.ts';
import { Http2Server } from '../servers/http2-server.ts';
import { describe, rejection, resolution } from '../settle.ts';
import { rows, textOf, whole } from './bodies.ts';

/** `INTERNAL_ERROR` of RFC 9113. */
const internalError = 2;

const call: Probe = {
  id: '8l',
  name: 'HTTP/2 by option: works, and a reset is a typed error',
  run: async (stage) => {
    const { url, transport } = await serving(stage, 'application/json', JSON.stringify(thing), whole);
    const client = await stage.client({ url, retries: 0, timeout: 5000, transport });
    await resolution(() => client.get(), 10_000);
    const error = await rejection(() => client.get(), 10_000);
    if (!stage.adapter.isOwnError(error)) fail(`not of its own errors: ${describe(error)}`);
  },
};

const download: Probe = {
  id: '8m',
  name: 'HTTP/2: a download whose stream is reset throws',
  run: async (stage) => {
    const { url, transport } = await serving(stage, 'text/csv', rows, rows);
    const client = await stage.client({ url, retries: 0, timeout: 5000, transport });
    const first = stage.download(client);
    const text = await resolution(() => textOf(first), 10_000);
    if (text !== rows) fail('not the whole arrived');
    const second = stage.download(client);
    await rejection(() => textOf(second), 10_000);
  },
};

/** Answers the first request whole; of the second answer a half arrives, and then the stream is reset. */
async function serving(
  stage: Stage,
  type: string,
  first: string,
  second: string,
): Promise<{ readonly url: string; readonly transport: Transport }> {
  const certificate = await issueCertificate();
  let turn = 0;
  const server = await Http2Server.start(certificate, (stream) => {
    turn += 1;
    const body = turn === 1 ? first : second;
    stream.respond({ ':status': 200, 'content-type': type, 'content-length': body.length });
    if (turn === 1) stream.end(body);
    else stream.write(body.slice(0, body.length / 2), () => stream.close(internalError));
  });
  return { url: server.url, transport: { ca: certificate.ca, http2: true } };
}

export const http2: readonly Probe[] = [call, download];
