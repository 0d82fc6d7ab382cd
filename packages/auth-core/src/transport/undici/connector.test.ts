import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { certificate } from '@bimodal/contract/testing';
import { json, serve, serveRaw } from '../../../test/server.ts';
import { connector } from './connector.ts';

describe('a connection over TLS', () => {
  it('is made to a name and to an address, speaks HTTP/1.1, and resumes the session of the one before', async () => {
    const seen: { name: unknown; protocol: unknown; resumed: boolean }[] = [];
    const server = await serve(
      ({ socket }, response) => {
        if (socket instanceof TLSSocket) {
          const name: unknown = Reflect.get(socket, 'servername');
          seen.push({ name, protocol: socket.alpnProtocol, resumed: socket.isSessionReused() });
        }
        json(response, { id: 'a' }, 200, { connection: 'close' });
      },
      { tls: true },
    );
    const folder = await mkdtemp(join(tmpdir(), 'bimodal-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, 'certificate.pem');
    await writeFile(file, certificate.trim());
    const script = fileURLToPath(new URL('../../../test/tls-client.ts', import.meta.url));
    const urls = [`https://localhost:${server.port}`, server.url];
    const { stdout } = await promisify(execFile)(process.execPath, [script, ...urls], {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: file, NODE_NO_WARNINGS: '1' },
    });
    expect(stdout).toBe('{"id":"a"}\n'.repeat(6));
    const three = (name: unknown): unknown[] =>
      [false, true, true].map((resumed) => ({ name, protocol: 'http/1.1', resumed }));
    expect(seen).toEqual([...three('localhost'), ...three(false)]);
  });
});

it('A connection that is not made in time is given up', async () => {
  const server = await serveRaw((socket) => socket.resume());
  const error = await new Promise((resolve) => {
    const options = { hostname: '127.0.0.1', protocol: 'https:', port: String(server.port) };
    connector(50)(options, (...result) => resolve(result[0]));
  });
  expect(error).toMatchObject({
    code: 'UND_ERR_CONNECT_TIMEOUT',
    message: '127.0.0.1 did not answer within 50 ms.',
  });
});
