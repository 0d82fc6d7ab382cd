import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { certificate } from '@bimodal/contract/testing';
import { expect, it, onTestFinished } from 'vitest';
import { echo, expectUnchanged, tried } from './polluted-reads.ts';

it('No name that is read of Object.prototype changes a call over https', async () => {
  const server = await echo(true);
  const folder = await mkdtemp(join(tmpdir(), 'bimodal-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'certificate.pem');
  await writeFile(file, certificate.trim());
  const url = `https://localhost:${server.port}`;
  const report = await tried('https', ['', url], '/nonexistent', { NODE_EXTRA_CA_CERTS: file });
  expect(report.recorded).toBe(report.clean);
  expect(report.reads).toEqual(
    expect.arrayContaining(['ca', 'secureProtocol', 'NODE_TLS_REJECT_UNAUTHORIZED']),
  );
  await expectUnchanged(report);
}, 120_000);

it('No name that is read of Object.prototype has a certificate trusted that nobody trusts', async () => {
  const server = await echo(true);
  const report = await tried('https', ['', `https://localhost:${server.port}`], certificate);
  expect(report.clean).toContain('ConnectionError');
  expect(report.changed.filter(({ failed }) => !failed)).toEqual([]);
  // Node alone, which is tried beside it, sends no credential.
  expect(server.received.filter(({ headers }) => headers.authorization !== undefined)).toEqual([]);
}, 120_000);
