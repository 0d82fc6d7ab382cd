import { describe, expect, it } from 'vitest';
import { basic, CallerError, type AnalyticsClient } from '../src/index.ts';
import { json, PlatformServer } from './platform-server.ts';

type Kind = 'workspace' | 'member';
type Act = (mode: AnalyticsClient) => PromiseLike<unknown>;
const parts = { token: 'test-token', secret: 'test-secret' };
const day = { start_timestamp: '2026-01-01', end_timestamp: '2026-01-02' };

/** What each kind may not do. Source: documented. */
const forbidden: Readonly<Record<Kind, Readonly<Record<string, Act>>>> = {
  workspace: {
    'clone a run': (mode) => mode.reportRuns.clone({ report: 'r1', run: 'n1' }),
    'invite a person': (mode) => mode.invites.create({ invitee: { email: 'a@example.com' }, message: '' }),
  },
  member: {
    'read the audit log': (mode) => mode.auditLogs.list(day).toArray(),
    'use what only a browser may': (mode) => mode.accounts.current(),
  },
};
const cases = Object.entries(forbidden).flatMap(([kind, acts]) =>
  Object.entries(acts).map(([what, act]) => [kind as Kind, what, act] as const),
);

describe('a token of the wrong kind', () => {
  it.each(cases)('%s, given as such: may not %s, and nothing is sent', async (kind, _what, act) => {
    await using server = await new PlatformServer().start();
    await using mode = server.client({ credential: basic({ ...parts, kind }) });
    const failure: unknown = await act(mode).then(String, (error: unknown) => error);
    expect(failure).toBeInstanceOf(CallerError);
    expect(failure).toMatchObject({ kind });
    expect(server.requests).toEqual([]);
  });

  it.each(cases)('%s, as verify() was told: may not %s', async (kind, _what, act) => {
    await using server = await new PlatformServer()
      .on('GET /api/verify', json(200, { workspace: 'acme', api_key_scope: kind }))
      .start();
    for (const credential of [basic(parts), { name: 'test', provide: () => basic(parts) }]) {
      await using mode = server.client({ credential });
      await mode.verify();
      const before = server.requests.length;
      await expect(act(mode)).rejects.toMatchObject({ name: 'CallerError', kind });
      expect(server.requests).toHaveLength(before);
    }
  });
});

it('a kind that the documents are in doubt about is asked by the platform alone', async () => {
  await using server = await new PlatformServer()
    .on('GET /api/acme/audit_logs', json(200, { audit_logs: [] }))
    .start();
  await using mode = server.client({ credential: basic({ ...parts, kind: 'personal' }) });
  expect(await mode.auditLogs.list(day).toArray()).toEqual([]);
  expect(server.requests).toHaveLength(1);
});

it('verify() does not change a kind that was given', async () => {
  await using server = await new PlatformServer()
    .on('GET /api/verify', json(200, { workspace: 'acme', api_key_scope: 'member' }))
    .start();
  await using mode = server.client({ credential: basic({ ...parts, kind: 'workspace' }) });
  await mode.verify();
  const call = mode.reportRuns.clone({ report: 'r1', run: 'n1' });
  await expect(call).rejects.toMatchObject({ name: 'CallerError', kind: 'workspace' });
});

it.each(['robot', undefined])('a scope of %j is nobody’s kind: what it calls is sent', async (scope) => {
  await using server = await new PlatformServer()
    .on('GET /api/verify', json(200, { workspace: 'acme', api_key_scope: scope }))
    .on('POST /api/acme/reports/r1/runs/n1/clone', json(200, { token: 'n2', state: 'pending' }))
    .start();
  await using mode = server.client();
  await mode.verify();
  await mode.reportRuns.clone({ report: 'r1', run: 'n1' }).catch(() => undefined);
  expect(server.requests).toHaveLength(2);
});
