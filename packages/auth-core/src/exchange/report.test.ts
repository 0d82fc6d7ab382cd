import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { engineFor, rejection } from '../../test/engine.ts';
import { json, serveInTurn, serve } from '../../test/server.ts';
import { attemptChannel } from './channels.ts';

function notices(): unknown[] {
  const seen: unknown[] = [];
  const note = (notice: unknown): void => void seen.push(notice);
  attemptChannel.subscribe(note);
  onTestFinished(() => {
    attemptChannel.unsubscribe(note);
  });
  return seen;
}

describe('the channel of attempts', () => {
  it('tells of each attempt of a call how it ended', async () => {
    const seen = notices();
    const server = await serveInTurn(
      (_request, response) => json(response, {}, 503, { 'retry-after': '0' }),
      (_request, response) => json(response, { id: 'a' }),
    );
    await engineFor(server.url).call(
      'things.get',
      { thing: 'canary', fields: 'canary' },
      { headers: { 'x-a': 'canary' } },
    );
    const common = {
      platform: 'Things',
      operation: 'things.get',
      method: 'GET',
      path: '/things/{thing}',
      elapsed: expect.any(Number),
    };
    expect(seen).toEqual([
      { ...common, attempt: 1, status: 503, error: 'ServerError' },
      { ...common, attempt: 2, status: 200, error: undefined },
    ]);
    expect(JSON.stringify(seen)).not.toMatch(/canary|test-key/);
  });

  it('tells of one that got no answer', async () => {
    const seen = notices();
    await rejection(engineFor('http://127.0.0.1:1').call('things.get', { thing: 'a' }, { retries: 0 }));
    expect(seen).toMatchObject([{ attempt: 1, status: undefined, error: 'ConnectionError' }]);
  });
});

it('BIMODAL_DEBUG=1 writes the same to standard error, one line each, and nothing to standard output', async () => {
  const server = await serve((_request, response) => json(response, { id: 1 }));
  const script = `
    import { modeCloudKey } from '${new URL('../index.ts', import.meta.url).href}';
    import { Engine } from '${new URL('../internal.ts', import.meta.url).href}';
    import { contract } from '${new URL('../../test/contract.ts', import.meta.url).href}';
    const platform = { name: 'Things', productionUrl: 'https://things.test', readFailure: () => ({}), credentialAdvice: '' };
    const facts = { platform, product: 'things/1', loadContract: async () => contract };
    const engine = new Engine(facts, { baseUrl: '${server.url}' }, modeCloudKey('test-key'));
    await engine.call('things.get', { thing: 'canary' });
    await engine.close();
  `;
  const run = (debug: string): Promise<{ stdout: string; stderr: string }> =>
    promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, BIMODAL_DEBUG: debug, NODE_NO_WARNINGS: '1' },
    });
  const { stdout, stderr } = await run('1');
  expect(stdout).toBe('');
  const lines = stderr.trim().split('\n');
  expect(lines[0]).toMatch(/^bimodal attempt \{"platform":"Things","operation":"things\.get".*"status":200/);
  expect(lines[1]).toMatch(/^bimodal mismatch \{"platform":"Things".*"path":"id"/);
  expect(lines).toHaveLength(2);
  expect(stderr).not.toMatch(/canary|test-key/);
  expect(await run('')).toEqual({ stdout: '', stderr: '' });
});
