import type { AnalyticsClient } from '@bimodal/analytics-client';
import {
  AuthenticationError,
  basic,
  CallerError,
  InputError,
  NotFoundError,
  PermissionError,
  StatusError,
} from '@bimodal/auth-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { useEmulator } from '../../src/vitest.ts';
import { runReport } from '../calling.ts';
import { clientOf } from './emulated-client.ts';

const emulator = useEmulator();
const seeds = () => emulator().seeds.analytics;
let run: string;
beforeAll(async () => {
  run = (await runReport(emulator(), seeds().reports.example)).token;
});

/** A client that has asked what its credential is, and one that has not. */
type Told = 'knows' | 'does not know';
async function client(as: 'workspace' | 'member' | 'personal', told: Told): Promise<AnalyticsClient> {
  const mode = clientOf(emulator(), as);
  if (told === 'knows') await mode.verify();
  return mode;
}

async function failure(call: PromiseLike<unknown>): Promise<{ error: unknown; sent: number }> {
  const before = emulator().requestCount;
  const error: unknown = await Promise.resolve(call).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { error, sent: emulator().requestCount - before };
}

const forPeople: readonly [string, (mode: AnalyticsClient) => PromiseLike<unknown>][] = [
  ['reportRuns.clone', (mode) => mode.reportRuns.clone({ report: seeds().reports.example, run })],
  ['reportRuns.duplicate', (mode) => mode.reportRuns.duplicate({ report: seeds().reports.example, run })],
  [
    'invites.create',
    (mode) => mode.invites.create({ invitee: { email: 'new@example.com' }, message: 'Come in.' }),
  ],
];
const logs = (mode: AnalyticsClient) =>
  mode.auditLogs.list({ start_timestamp: '2026-01-01T00:00:00Z', end_timestamp: '2026-02-01T00:00:00Z' });

describe.each(forPeople)('%s, which workspace tokens may not', (id, call) => {
  test('is not sent where the token is known to be one, and says what to use', async () => {
    await using mode = await client('workspace', 'knows');
    const { error, sent } = await failure(call(mode));
    expect(CallerError.isInstance(error)).toBe(true);
    expect(sent).toBe(0);
    expect(String(error)).toMatch(
      new RegExp(`${id} is not for a workspace token: it takes .*member.* or .*personal`, 'i'),
    );
  });

  test('is refused where it is not known, and the error says what to use', async () => {
    await using mode = await client('workspace', 'does not know');
    const { error, sent } = await failure(call(mode));
    expect(PermissionError.isInstance(error)).toBe(true);
    expect(sent).toBe(1);
    expect(String(error)).toMatch(/It takes .*member.* or .*personal/i);
  });

  test.each(['member', 'personal'] as const)('is done for a %s token', async (as) => {
    await using mode = await client(as, 'does not know');
    expect((await failure(call(mode))).error).toBeUndefined();
  });
});

describe('the audit log, which workspace tokens alone may read', () => {
  test('is not asked for with a key that is known to be a member’s', async () => {
    await using mode = await client('member', 'knows');
    const { error, sent } = await failure(logs(mode));
    expect([CallerError.isInstance(error), sent]).toEqual([true, 0]);
    expect(String(error)).toMatch(/auditLogs\.list is not for a member token: it takes .*workspace/i);
  });

  test('is refused where it is not known, and the error says what to use', async () => {
    await using mode = await client('member', 'does not know');
    const { error, sent } = await failure(logs(mode));
    expect(AuthenticationError.isInstance(error)).toBe(true);
    expect(sent).toBe(1);
    expect(String(error)).toMatch(/of a kind that is not taken here: this takes .*workspace/i);
  });

  test('is read with a workspace token, known or not', async () => {
    for (const told of ['knows', 'does not know'] as const) {
      await using mode = await client('workspace', told);
      expect((await failure(logs(mode))).error).toBeUndefined();
    }
  });
});

describe('/account, which no key may', () => {
  test('is not sent where the kind is known, and names the way out', async () => {
    for (const as of ['workspace', 'member'] as const) {
      await using mode = await client(as, 'knows');
      const { error, sent } = await failure(mode.accounts.current({}));
      expect([CallerError.isInstance(error), sent]).toEqual([true, 0]);
      expect(String(error)).toMatch(/accounts\.current takes no API key at all\..*verify\(\)/);
    }
  });

  test('is refused where it is not, and names the way out', async () => {
    await using mode = await client('member', 'does not know');
    const { error, sent } = await failure(mode.accounts.current({}));
    expect([StatusError.isInstance(error), sent]).toEqual([true, 1]);
    expect(String(error)).toMatch(
      /This endpoint is unsupported for use with Api Keys\. No API key may do this\..*verify\(\)/,
    );
  });
});

test.each(['expired', 'revoked'] as const)('an %s token opens nothing, and the error says so', async (as) => {
  await using mode = clientOf(emulator(), as);
  const { error } = await failure(mode.collections.list({}));
  expect(AuthenticationError.isInstance(error)).toBe(true);
  expect(String(error)).toMatch(/is wrong, expired or revoked/);
});

test('a member’s key opens nothing from the moment that they are no longer a member', async () => {
  const joined = emulator().addMember({ username: 'leaving' });
  await using mode = clientOf(emulator(), 'workspace', { credential: basic(joined.key) });
  await mode.collections.list({});
  await using admin = clientOf(emulator());
  await admin.memberships.delete({ membership: joined.membership });
  const { error } = await failure(mode.collections.list({}));
  expect(AuthenticationError.isInstance(error)).toBe(true);
});

test('a numeric id in the place of a token, and a token in the place of an id, are told apart before anything is sent', async () => {
  await using mode = clientOf(emulator());
  const { files } = seeds().dataSources;
  const id = await failure(mode.reports.get({ report: '2934237' }));
  expect([InputError.isInstance(id.error), id.sent]).toEqual([true, 0]);
  expect(String(id.error)).toContain('report is the token, not the numeric id');
  const sql = { report: seeds().reports.example, data_source_id: files.token, raw_query: 'SELECT 1' };
  const token = await failure(mode.queries.create(sql));
  expect([InputError.isInstance(token.error), token.sent]).toEqual([true, 0]);
  expect(String(token.error)).toContain('data_source_id is the numeric id, not the token: ');
});

test('datasets are refreshed in a report that imports them, without being run', async () => {
  await using mode = clientOf(emulator());
  const { dataset, reports } = seeds();
  const dataset_tokens = [{ token: dataset }];
  const { token } = await mode.reportRuns.refreshDatasets({ report: reports.defined, dataset_tokens });
  await mode.reportRuns.wait({ report: reports.defined, run: token }, { pollInterval: 10 });
  expect((await mode.datasetRuns.list({ dataset })).items).toEqual([]);
  const wrong = [
    { report: reports.example, dataset_tokens },
    { report: reports.defined, dataset_tokens: [{ token: reports.example }] },
  ];
  for (const input of wrong) {
    const { error } = await failure(mode.reportRuns.refreshDatasets(input));
    expect(NotFoundError.isInstance(error)).toBe(true);
    expect(String(error)).toContain('dataset not found');
  }
});
