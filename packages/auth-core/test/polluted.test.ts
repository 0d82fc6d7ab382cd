import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { json, serve, type Received } from './server.ts';

/**
 * Names that somebody on the way of a request looks for: we, the contract, undici, Node. (Not those of events of sockets,
 * such as `connect`: Node's own emitters break on them.)
 */
const names = `
  method upgrade query headers body signal opaque origin path idempotent blocking reset expectContinue
  servername throwOnError maxRedirections typeOfService allowH2 headersTimeout bodyTimeout dispatcher
  onInfo responseHeaders highWaterMark onRequestUpgrade onResponseStarted onBodySent onRequestSent
  onConnect onError
  factory maxOrigins connections connectTimeout tls maxCachedSessions socketPath
  autoSelectFamily autoSelectFamilyAttemptTimeout useH2c preferH2 clientTtl h2Options maxHeaderSize
  keepAlive keepAliveTimeout keepAliveMaxTimeout keepAliveTimeoutThreshold pipelining
  strictContentLength maxRequestsPerClient localAddress maxResponseSize useMilo webSocket eventSource
  interceptors socketTimeout requestTimeout idleTimeout pingInterval session timeout
  keepAliveInitialDelay lookup family hints onread
  credential baseUrl retries validate userAgent before allowInsecureHttp maxBodyBytes stallTimeout
  limiter defaults allowUnframed limit kind expiresAt from scheme rangeHeader requestIdHeader pool
  bucket source refused lookedFor operation status code requestId attempts retryable excerpt cause
  retryAfter reused
  wrapper in form accept page stream callers deprecated fields name issues
  content-encoding content-length content-type transfer-encoding retry-after location
  content-disposition x-request-id
  get set value writable enumerable configurable toJSON rawHeaders items data next
`
  .trim()
  .split(/\s+/);

interface Line {
  readonly name: string;
  readonly outcome: unknown;
}

async function run(url: string): Promise<Line[]> {
  const script = fileURLToPath(new URL('polluted-client.ts', import.meta.url));
  const child = spawn(process.execPath, [script, url, JSON.stringify(['none', ...names])], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'close');
  const lines: Line[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const parsed: Line = JSON.parse(line);
    lines.push(parsed);
  }
  await exited;
  return lines;
}

/** What a request was, without what differs from one to the other. */
function shape({ method, path, rawHeaders, body }: Received): unknown {
  return { method, path: path.replace(/^\/[^/]*/, ''), headers: rawHeaders.slice(2), body };
}

describe('a prototype that is polluted after import', () => {
  it('changes no call, whatever the name', async () => {
    const server = await serve((request, response) => {
      const path = request.url ?? '';
      if (path.endsWith('/missing')) json(response, {}, 404);
      else if (path.endsWith('/whole')) json(response, { things: [{ id: 'a' }, { id: 'b' }] });
      else if (path.endsWith('/file')) response.writeHead(200).end('a,b\n'.repeat(10_000));
      else json(response, { id: 'a' });
    });
    const [expected, ...lines] = await run(server.url);
    expect(lines.map(({ name }) => name)).toEqual(names);
    for (const { name, outcome } of lines) {
      const want = JSON.parse(JSON.stringify(expected?.outcome).replaceAll('/none', `/${name}`));
      expect({ name, outcome }).toEqual({ name, outcome: want });
    }
    const sent = (name: string): unknown[] =>
      server.received.filter(({ path }) => path.startsWith(`/${name}/`)).map(shape);
    // The first run of the client, before anything was polluted, went there too.
    const plain = sent('none').slice(sent('none').length / 2);
    expect(plain).toHaveLength(23);
    for (const name of names) expect({ name, sent: sent(name) }).toEqual({ name, sent: plain });
    expect(server.received).toHaveLength(plain.length * (names.length + 2));
  }, 120_000);
});
