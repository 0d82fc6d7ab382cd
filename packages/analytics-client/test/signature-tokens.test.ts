import { basic, signatureToken } from '@bimodal/auth-core';
import { Engine, EngineCaller } from '@bimodal/auth-core/internal';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SignatureTokens } from '../src/discovery/signature-tokens.ts';
import { CallerError } from '../src/index.ts';
import { analytics } from '../src/platform.ts';
import { json, PlatformServer, type Handler } from './platform-server.ts';

const mint = 'POST /batch/acme/signature_tokens';
const reports = 'GET /batch/acme/reports';
const minute = 60_000;

afterEach(() => {
  vi.useRealTimers();
});

/** A platform whose signature tokens are numbered, and deletable. */
function numbered(): PlatformServer {
  let made = 0;
  const create: Handler = (seen, response) => {
    made += 1;
    json(200, { token: `aaaaaaaaaaa${made}`, access_key: 'test-key', access_secret: 'test-secret' })(
      seen,
      response,
    );
  };
  const server = new PlatformServer()
    .on(mint, create)
    .on(reports, json(200, { pagination: {}, reports: [] }));
  for (const each of [1, 2, 3]) server.on(unmint(each), json(200, {}));
  return server;
}

const unmint = (number: number): string => `DELETE /batch/acme/signature_tokens/aaaaaaaaaaa${number}`;

/** The numbers of the tokens that calls went with. */
const used = (server: PlatformServer): unknown[] =>
  server.requests
    .filter(({ url }) => url === '/batch/acme/reports')
    .map(({ headers }) => atob(headers.authorization?.split(' ')[1] ?? '').slice(11, 12));

it('What makes signature tokens deletes the one before, unless the platform refused it', async () => {
  await using server = await numbered().start();
  const loadContract = async () => (await import('../src/loaded/contract.ts')).contract;
  const credential = basic({ token: 'test-token', secret: 'test-secret' });
  const facts = { platform: analytics, product: 'test/1', defaults: { workspace: 'acme' }, loadContract };
  const engine = new Engine(facts, { baseUrl: server.url }, credential);
  const tokens = new SignatureTokens(new EngineCaller(engine), () => server.url);
  await tokens.provide({ refused: undefined });
  const second = await tokens.provide({ refused: undefined });
  await expect.poll(() => [1, 2].map((number) => server.count(unmint(number)))).toEqual([1, 0]);
  expect(second).toMatchObject({ kind: 'discovery', origin: server.url });
  await tokens.provide({ refused: second });
  expect([1, 2, 3].map((number) => server.count(unmint(number)))).toEqual([1, 0, 0]);
  await tokens.delete();
  expect([1, 2, 3].map((number) => server.count(unmint(number)))).toEqual([1, 0, 1]);
  await engine.close();
});

describe('a signature token', () => {
  it('is renewed meanwhile in the last 5 minutes of its hour, and the one before is deleted', async () => {
    await using server = await numbered().start();
    const mode = server.client();
    await mode.discovery.listReports();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 54 * minute });
    await mode.discovery.listReports();
    expect(server.count(mint)).toBe(1);
    vi.setSystemTime(Date.now() + 2 * minute);
    await mode.discovery.listReports();
    expect(used(server)).toEqual(['1', '1', '1']);
    await expect
      .poll(async () => {
        await mode.discovery.listReports();
        return used(server).at(-1);
      })
      .toBe('2');
    await mode.close();
    expect([1, 2].map((number) => server.count(unmint(number)))).toEqual([1, 1]);
  });

  it('is waited for in the last minute', async () => {
    await using server = await numbered().start();
    await using mode = server.client();
    await mode.discovery.listReports();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 59.5 * minute });
    await mode.discovery.listReports();
    expect(used(server)).toEqual(['1', '2']);
    await expect.poll(() => server.count(unmint(1))).toBe(1);
  });

  it('is deleted when it is asked to be, and another is made when one is needed', async () => {
    await using server = await numbered().start();
    await using mode = server.client();
    await mode.discovery.listReports();
    await mode.discovery.deleteToken();
    expect(server.count(unmint(1))).toBe(1);
    await mode.discovery.deleteToken();
    expect(server.count(unmint(1))).toBe(1);
  });

  it('is deleted on leaving the block that holds the client', async () => {
    await using server = await numbered().start();
    {
      await using mode = server.client();
      await mode.discovery.listReports();
    }
    expect(server.count(unmint(1))).toBe(1);
  });

  it('is of a kind that no other call takes', async () => {
    await using server = await numbered().start();
    const credential = signatureToken({ token: 'a', accessKey: 'test-key', accessSecret: 'test-secret' });
    await using mode = server.client({ credential });
    for (const call of [
      mode.verify(),
      mode.collections.list({}).toArray(),
      mode.reports.get({ report: 'r1' }),
    ]) {
      await expect(call).rejects.toBeInstanceOf(CallerError);
    }
    expect(server.requests).toEqual([]);
    await mode.discovery.listReports();
    expect([server.count(mint), server.count(reports)]).toEqual([0, 1]);
  });

  it('that is being made while the client closes is deleted, and no other is made', async () => {
    await using server = await numbered().start();
    const make = server.routes.get(mint)!;
    const asked = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<void>();
    server.on(mint, (seen, response) => {
      asked.resolve();
      void answer.promise.then(() => make(seen, response));
    });
    const mode = server.client();
    const call = mode.discovery.listReports().then(undefined, (reason: unknown) => reason);
    await asked.promise;
    const closing = mode.close();
    answer.resolve();
    await Promise.all([call, closing]);
    expect([server.count(mint), server.count(unmint(1))]).toEqual([1, 1]);
    await expect(mode.discovery.listReports()).rejects.toMatchObject({
      name: 'ConnectionError',
      sent: false,
    });
    expect(server.count(mint)).toBe(1);
  });

  it('keeps no call waiting for the deletion of the one before', async () => {
    await using server = await numbered().start();
    const deleted = Promise.withResolvers<void>();
    server.on(unmint(1), (seen, response) => void deleted.promise.then(() => json(200, {})(seen, response)));
    const mode = server.client();
    await mode.discovery.listReports();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 59.5 * minute });
    await mode.discovery.listReports();
    expect(used(server)).toEqual(['1', '2']);
    deleted.resolve();
    // Closing waits for it.
    await mode.close();
    expect([1, 2].map((number) => server.count(unmint(number)))).toEqual([1, 1]);
  });

  it('that has expired by itself is not deleted', async () => {
    await using server = await numbered().start();
    const mode = server.client();
    await mode.discovery.listReports();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61 * minute });
    await mode.discovery.listReports();
    await mode.close();
    expect([1, 2].map((number) => server.count(unmint(number)))).toEqual([0, 1]);
  });
});
