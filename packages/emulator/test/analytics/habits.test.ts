import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as soon } from 'node:timers/promises';
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { startEmulator, type Emulator } from '../../src/index.ts';
import { useEmulator } from '../../src/vitest.ts';
import { runReport, send, until, type Json } from '../calling.ts';

const emulator = useEmulator();
const seeds = () => emulator().seeds.analytics;

test('makes a PDF in two steps', async () => {
  const report = seeds().reports.severalQueries;
  const { token: run } = await runReport(emulator(), report);
  const path = `/api/acme/reports/${report}/exports/runs/${run}`;
  const early = await send(emulator(), 'GET', `${path}/pdf/download`);
  expect([early.status, early.json.message]).toEqual([404, 'export not yet generated']);
  const first = (await send(emulator(), 'GET', `${path}/pdf.pdf`)).json;
  expect([first.state, first['created_at'], first['filename']]).toEqual(['new', null, null]);
  const done = await until(async () => {
    const { json } = await send(emulator(), 'GET', `${path}/pdf.pdf`);
    return json.state === 'completed' ? json : undefined;
  });
  expect(done['filename']).toMatch(new RegExp(`^numbers-and-letters-${run}-\\d{4}-\\d\\d-\\d\\d\\.pdf$`));
  const { status, headers, bytes } = await send(emulator(), 'GET', done._links['download']?.href ?? '');
  expect([status, headers['content-type']]).toEqual([200, 'application/pdf']);
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  expect(bytes.subarray(-6).toString().trim()).toBe('%%EOF');
  const shown = textOf(bytes);
  for (const text of ['Numbers and letters', 'square', '100', 'letter']) expect(shown).toContain(text);
});

/** What a PDF shows: its texts stand in compressed streams, in hexadecimal and in pieces, for kerning. */
function textOf(pdf: Buffer): string {
  const streams = pdf.toString('latin1').matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g);
  const pages = Array.from(streams, ([, body = '']) =>
    inflateSync(Buffer.from(body, 'latin1')).toString('latin1'),
  );
  const lines = pages.join('\n').matchAll(/\[(.*?)\] TJ/g);
  return Array.from(lines, ([, line = '']) =>
    Array.from(line.matchAll(/<([0-9a-f]+)>/g), ([, hex = '']) =>
      Buffer.from(hex, 'hex').toString('latin1'),
    ).join(''),
  ).join('\n');
}

/** Runs until it is stopped. */
const endless =
  'SELECT count(*) FROM range(100000000000) AS a (n), range(1000000) AS b (m) WHERE a.n * b.m < 0';

async function reportOf(sql: string): Promise<string> {
  const { token } = (await send(emulator(), 'POST', '/api/acme/reports')).json;
  const query = { data_source_id: seeds().dataSources.files.id, raw_query: sql };
  await send(emulator(), 'POST', `/api/acme/reports/${token}/queries`, { body: { query } });
  return token;
}

test('interrupts the queries of a run that is cancelled', async () => {
  const runs = `/api/acme/reports/${await reportOf(endless)}/runs`;
  const run = (await send(emulator(), 'POST', runs, { body: {} })).json;
  expect(run['_forms']).toMatchObject({ cancel: { method: 'put', action: `${runs}/${run.token}/cancel` } });
  await until(async () => {
    const { json } = await send(emulator(), 'GET', `${runs}/${run.token}/query_runs`);
    return json._embedded['query_runs']?.[0]?.state === 'running' ? true : undefined;
  });
  expect((await send(emulator(), 'PUT', `${runs}/${run.token}/cancel`)).status).toBe(200);
  expect((await send(emulator(), 'GET', `${runs}/${run.token}`)).json.state).toBe('cancelled');
});

test('really removes results when a data source is purged', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bimodal-purge-'));
  await using own = await startEmulator({ strict: true, folder });
  const { dataSources, reports } = own.seeds.analytics;
  const run = await runReport(own, reports.example);
  const results = `/api/acme/reports/${reports.example}/runs/${run.token}/results/content.csv`;
  expect((await send(own, 'GET', results)).status).toBe(200);
  const files = async () =>
    (await Promise.all(['analytics', 'pdf'].map((each) => readdir(join(folder, 'files', each))))).flat();
  await pdfOf(own, reports.example, run.token);
  expect(await files()).toHaveLength(2);
  expect((await send(own, 'POST', `/api/acme/data_sources/${dataSources.files.token}/purge`)).status).toBe(
    202,
  );
  const gone = await send(own, 'GET', results);
  expect([gone.status, gone.json.message]).toEqual([404, 'run results not found']);
  expect(await files()).toEqual([]);
  const after = (await send(own, 'GET', `/api/acme/reports/${reports.example}/runs/${run.token}`)).json;
  expect(Date.parse(String(after['purge_started_at']))).not.toBeNaN();
  await own.close();
  await rm(folder, { recursive: true });
});

test('leaves no file of a report that is deleted', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bimodal-deleted-'));
  await using own = await startEmulator({ strict: true, folder });
  const { example } = own.seeds.analytics.reports;
  const run = await runReport(own, example);
  await pdfOf(own, example, run.token);
  expect((await send(own, 'DELETE', `/api/acme/reports/${example}`)).status).toBe(200);
  for (const each of ['analytics', 'pdf']) expect(await readdir(join(folder, 'files', each))).toEqual([]);
  await own.close();
  await rm(folder, { recursive: true });
});

/** Asks for the PDF of a run until it is there. */
function pdfOf(own: Emulator, report: string, run: string): Promise<Json> {
  return until(async () => {
    const { json } = await send(own, 'GET', `/api/acme/reports/${report}/exports/runs/${run}/pdf.pdf`);
    return json.state === 'completed' ? json : undefined;
  });
}

test('starts again after what it was planted with has been deleted', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bimodal-deleted-'));
  const first = await startEmulator({ strict: true, folder });
  const { dataset, reports, definition } = first.seeds.analytics;
  for (const path of [`datasets/${dataset}`, `reports/${reports.example}`, `definitions/${definition}`]) {
    expect((await send(first, 'DELETE', `/api/acme/${path}`)).status).toBe(200);
  }
  await first.close();
  const second = await startEmulator({ strict: true, folder });
  expect((await send(second, 'GET', `/api/acme/datasets/${dataset}`)).status).toBe(404);
  await second.close();
  await rm(folder, { recursive: true });
});

test('purges reports only up to a day that is past', async () => {
  const today = new Date().toISOString().slice(0, 10);
  expect((await send(emulator(), 'POST', `/api/acme/reports/purge?time=${today}`)).status).toBe(400);
  expect((await send(emulator(), 'POST', '/api/acme/reports/purge?time=2020-01-01')).status).toBe(202);
});

test('refuses workspace keys what needs a person', async () => {
  const { example } = seeds().reports;
  const run = await runReport(emulator(), example);
  const path = `/api/acme/reports/${example}/runs/${run.token}`;
  const invite = { invitee: { email: 'new@example.com' }, message: 'Come in.' };
  for (const [place, body] of [
    [`${path}/clone`, undefined],
    [`${path}/duplicates`, undefined],
    ['/api/acme/invites', { invite }],
  ] as const) {
    const { status, json } = await send(emulator(), 'POST', place, body ? { body } : {});
    expect([status, json.id]).toEqual([403, 'forbidden']);
    expect(
      (await send(emulator(), 'POST', place, { as: 'member', ...(body ? { body } : {}) })).status,
    ).toBeLessThan(300);
  }
  expect(emulator().outbox.messages.at(-1)).toMatchObject({ to: 'new@example.com', text: 'Come in.' });
});

test('copies a report into a collection, which takes its time', async () => {
  const { reports, collections } = seeds();
  const run = await runReport(emulator(), reports.severalQueries);
  const path = `/api/acme/reports/${reports.severalQueries}/runs/${run.token}/duplicates`;
  const begun = await send(emulator(), 'POST', `${path}?collection_id=${collections.notes}`, {
    as: 'personal',
  });
  expect([begun.status, begun.json.state]).toEqual([200, 'enqueued']);
  const { json } = await send(emulator(), 'GET', `${path}/${begun.json.token}`, { as: 'personal' });
  expect(json.state).toBe('succeeded');
  const copy = (await send(emulator(), 'GET', json._links['report']?.href ?? '')).json;
  expect([copy.name, copy['space_token']]).toEqual(['Copy of Numbers and letters', collections.notes]);
});

test('logs what is done, and turns the log by a cursor', async () => {
  await using own = await startEmulator({ strict: true });
  for (let n = 0; n < 55; n += 1) {
    await send(own, 'POST', '/api/acme/groups', { body: { user_group: { name: `Group ${n}` } } });
  }
  const log = '/api/acme/audit_logs?start_timestamp=2020-01-01&end_timestamp=2100-01-01T00:00:00';
  const entries: Json[] = [];
  let cursor = '';
  do {
    const { status, json } = await send(own, 'GET', `${log}${cursor}`);
    expect(status).toBe(200);
    entries.push(...(json['audit_logs'] as Json[]));
    const next = (json['metadata'] as { next_token: string | null }).next_token;
    cursor = next === null ? '' : `&next_token=${next}`;
  } while (cursor !== '');
  expect(new Set(entries.map(({ id }) => id)).size).toBe(55);
  expect(entries[0]).toMatchObject({
    action: 'group_created',
    actor: { username: 'ada' },
    entity: { entity_name: 'Group 0' },
  });
  expect(String(entries[0]?.['timestamp'])).toMatch(/\.\d{6}Z$/);
  expect((await send(own, 'GET', `${log}&action=nothing`)).json['audit_logs']).toEqual([]);
});

test('opens Discovery to signature tokens only, until they are deleted', async () => {
  const scope = { authentication_for: 'batch-api', authorization_type: 'read-only' };
  const body = {
    signature_token: { name: 'test', expires_at: '2100-01-01T00:00:00+0000', auth_scope: scope },
  };
  const path = '/batch/acme/signature_tokens';
  expect((await send(emulator(), 'POST', path, { as: 'member', body })).status).toBe(401);
  const made = (await send(emulator(), 'POST', path, { body })).json;
  const parts = [made.token, String(made['access_key']), String(made['access_secret'])];
  const bearer = (values: readonly string[]) => ({
    authorization: `Bearer ${Buffer.from(values.join(':')).toString('base64')}`,
  });
  const reports = async (query: string, headers: Record<string, string>) =>
    send(emulator(), 'GET', `/batch/acme/reports${query}`, { as: 'nobody', headers });
  const all = await reports('?per_page=2', bearer(parts));
  expect([all.status, all.headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
  expect(all.json.pagination).toMatchObject({ page: 1, per_page: 2, count: 2 });
  expect(all.json._links['prev_page']?.href).toBe('/batch/acme/reports?page=1&per_page=2');
  const without = (await reports('', bearer(parts))).json.pagination['total_count'] ?? 0;
  await send(emulator(), 'POST', '/api/acme/reports');
  expect((await reports('', bearer(parts))).json.pagination['total_count']).toBe(without);
  expect(
    (await reports('?include_spaces=all', bearer(parts))).json.pagination['total_count'],
  ).toBeGreaterThan(without);
  for (const key of ['report_stats', 'queries', 'charts', 'spaces', 'members']) {
    const { status } = await send(emulator(), 'GET', `/batch/acme/${key}`, {
      as: 'nobody',
      headers: bearer(parts),
    });
    expect([key, status]).toEqual([key, 200]);
  }
  expect((await reports('', bearer([parts[0] ?? '', parts[1] ?? '', 'test-secret']))).status).toBe(401);
  expect((await send(emulator(), 'GET', '/batch/acme/reports')).status).toBe(401);
  expect(
    (await send(emulator(), 'GET', '/api/acme/spaces', { as: 'nobody', headers: bearer(parts) })).status,
  ).toBe(401);
  expect((await send(emulator(), 'DELETE', `${path}/${made.token}`)).json.message).toContain('deleted');
  expect((await reports('', bearer(parts))).status).toBe(401);
});

test('keeps out whoever is no longer a member', async () => {
  await using own = await startEmulator({ strict: true });
  const list = (await send(own, 'GET', '/api/acme/memberships')).json._embedded['memberships'] ?? [];
  const grace = list.find((row) => row['member_username'] === 'grace');
  expect((await send(own, 'DELETE', grace?._links['self']?.href ?? '')).status).toBe(200);
  expect((await send(own, 'GET', '/api/verify', { as: 'member' })).status).toBe(401);
});

test('fires schedules by their cron and zone', async () => {
  // A Monday, 07:59:30 in Tokyo.
  let time = new Date('2027-03-07T22:59:30Z');
  let looks = 0;
  const clock = (): Date => {
    looks += 1;
    return time;
  };
  await using own = await startEmulator({ strict: true, clock });
  const { example } = own.seeds.analytics.reports;
  const cron = { freq: 'weekly', day_of_week: 1, hour: 8, minute: 0, time_zone: 'Tokyo' };
  const body = { report_schedule: { name: 'Mondays', cron, params: { limit: 1 } } };
  const made = await send(own, 'POST', `/api/acme/reports/${example}/schedules`, { body });
  expect(made.status).toBe(200);
  const runs = async () =>
    (await send(own, 'GET', `/api/acme/reports/${example}/runs`)).json._embedded['report_runs'] ?? [];
  const before = (await runs()).length;
  const fired = (times: number) =>
    until(async () => {
      const found = await runs();
      await soon();
      return found.length === before + times && found[0]?.state === 'succeeded' ? found : undefined;
    });
  time = new Date('2027-03-07T23:00:10Z');
  const [run] = await fired(1);
  expect(run?.['parameters']).toMatchObject({ limit: 1 });

  // By what it is changed to.
  const changed = { report_schedule: { cron: { ...cron, freq: 'daily', hour: 9 } } };
  const place = `/api/acme/reports/${example}/schedules/${made.json.token}`;
  expect((await send(own, 'PATCH', place, { body: changed })).status).toBe(200);
  time = new Date('2027-03-08T00:00:10Z');
  await fired(2);

  // And again where the clock was put back.
  time = new Date('2027-03-07T23:59:00Z');
  const seen = looks;
  await until(async () => {
    await soon();
    return looks > seen + 1 ? looks : undefined;
  });
  time = new Date('2027-03-08T00:00:20Z');
  await fired(3);
});

test('fires schedules, and says when they fire next, by a clock in the past', async () => {
  let time = new Date('2001-03-04T08:59:00Z');
  await using own = await startEmulator({ strict: true, clock: () => time });
  const { failing } = own.seeds.analytics.reports;
  const place = `/api/acme/reports/${failing}/schedules`;
  const body = { report_schedule: { cron: { freq: 'daily', hour: 9, minute: 0, time_zone: 'UTC' } } };
  const { json } = await send(own, 'POST', place, { body });
  expect([json['last_scheduled_run'], json['next_scheduled_run']]).toEqual([
    '2001-03-03T09:00:00.000+00:00',
    '2001-03-04T09:00:00.000+00:00',
  ]);
  time = new Date('2001-03-04T09:00:00Z');
  const run = await until(async () => {
    await soon();
    const { _embedded: found } = (await send(own, 'GET', `/api/acme/reports/${failing}/runs`)).json;
    return found['report_runs']?.find(({ state }) => state === 'failed');
  });
  expect(run._links['report_schedule']?.href).toBe(`${place}/${json.token}`);
  const after = (await send(own, 'GET', `${place}/${json.token}`)).json;
  expect(after['next_scheduled_run']).toBe('2001-03-05T09:00:00.000+00:00');
});

test('keeps to the reference when asked to', async () => {
  await using own = await startEmulator({ habits: 'documented' });
  expect((await send(own, 'GET', '/api/acme/memberships', { as: 'member' })).status).toBe(200);
  const { notes } = own.seeds.analytics.collections;
  const old = '?filter=updated_at.lt.2020-01-01T00:00:00Z';
  expect(
    (await send(own, 'GET', `/api/acme/spaces/${notes}/reports${old}`)).json._embedded['reports'],
  ).toEqual([]);
});

test('limits the rate when asked to, and says how long to wait', async () => {
  await using own = await startEmulator({ rate: 2 });
  const answers = [];
  for (let n = 0; n < 12; n += 1) answers.push(await send(own, 'GET', '/api/acme/spaces'));
  const limited = answers.find(({ status }) => status === 429);
  expect([limited?.json.id, limited?.headers['retry-after']]).toEqual(['rate_limited', '1']);
});
