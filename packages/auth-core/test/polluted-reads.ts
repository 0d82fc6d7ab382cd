import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { TrialReport } from '@bimodal/contract/testing';
import { expect } from 'vitest';
import { json, serve, serveWebSocket, textFrame, type TestServer } from './server.ts';

/** Names that SECURITY.md says are beyond us, under a heading of its own. */
export async function namesUnder(heading: string): Promise<string[]> {
  const text = await readFile(new URL('../../../SECURITY.md', import.meta.url), 'utf8');
  const [, rest = ''] = text.split(`### ${heading}\n`);
  const [section = ''] = rest.split('\n#');
  return [...section.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
}

/** A server that answers with what it was asked, packed. */
export function echo(tls: boolean): Promise<TestServer> {
  return serve(
    (request, response, received) => {
      if (request.url?.endsWith('/whole') === true) json(response, { things: [{ id: 'a' }, { id: 'b' }] });
      else {
        const file = request.url?.endsWith('/file') === true;
        const seen = [received.method, received.path, received.rawHeaders.slice(2), received.body];
        const body = gzipSync(
          file ? 'a,b\n'.repeat(1000) : JSON.stringify({ id: 'a', name: JSON.stringify(seen) }),
        );
        const headers = { 'content-encoding': 'gzip', 'content-length': body.length };
        response
          .writeHead(200, { ...headers, 'content-type': file ? 'text/csv' : 'application/json' })
          .end(body);
      }
    },
    { tls },
  );
}

/** A server of websockets whose first message says which headers the handshake had. */
export function echoSocket(): Promise<TestServer> {
  return serveWebSocket((socket, { headers }) => {
    const names = Object.keys(headers).filter((name) => !name.startsWith('sec-'));
    socket.write(textFrame(names.join().slice(0, 120)));
  });
}

/** Runs one trial in a process of its own. */
export async function tried(
  trial: string,
  urls: readonly string[],
  text: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<TrialReport> {
  const script = fileURLToPath(new URL('polluted-reads-client.ts', import.meta.url));
  const [http = '', https = '', socket = ''] = urls;
  const beyond = [...(await namesUnder('Node')), ...(await namesUnder('Libraries'))].join(' ');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [script, http, https, socket, trial, text, beyond],
    {
      env: { ...process.env, NODE_NO_WARNINGS: '1', ...environment },
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  const [report]: TrialReport[] = JSON.parse(stdout);
  if (report === undefined) throw new Error(`There is no trial ${trial}.`);
  return report;
}

/** What is right: a name that changes what comes of it makes it fail, is known, and breaks Node or a library alone, too. */
export async function expectUnchanged(report: TrialReport): Promise<void> {
  const known = new Set([...(await namesUnder('Node')), ...(await namesUnder('Libraries'))]);
  const library = new Set(await namesUnder('Libraries'));
  const wrong = report.changed.filter(
    ({ name, failed, bareChanged }) => !failed || !known.has(name) || !(bareChanged || library.has(name)),
  );
  expect(wrong).toEqual([]);
}
