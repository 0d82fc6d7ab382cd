import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEmulator, type Emulator } from '../../src/index.ts';
import { runReport, send, until, type Json } from '../calling.ts';
import shapes from './sample-shapes.json' with { type: 'json' };
import { gaps, shapeOf, type Shape } from './shapes.ts';

/** What the platform was seen to send, where the captures lie beside the repository; their shapes are in it. */
const folder = join(import.meta.dirname, '../../../../../shared/api/samples');
/** They are no answers: what is signed, and what it is signed with. */
const vectors = ['embed_vectors', 'discovery_bearer_vector'];
const committed: Readonly<Record<string, Shape>> = shapes;

/** As the platform writes today, and as it wrote ids before 2024. */
let today: Emulator;
let before: Emulator;
let time = new Date('2027-03-07T22:59:30Z');

beforeAll(async () => {
  today = await startEmulator({ strict: true, clock: () => time });
  before = await startEmulator({ strict: true, ids: 'integer' });
});
afterAll(async () => {
  await today?.close();
  await before?.close();
});

const get = async (emulator: Emulator, path: string): Promise<Json> =>
  (await send(emulator, 'GET', path)).json;
const first = (json: Json, key: string): Json => json._embedded[key]?.[0] ?? ({} as Json);

async function reportOf(emulator: Emulator, sql: string): Promise<string> {
  const { token } = (await send(emulator, 'POST', '/api/acme/reports')).json;
  const query = { data_source_id: 10001, raw_query: sql };
  await send(emulator, 'POST', `/api/acme/reports/${token}/queries`, { body: { query } });
  return token;
}

/** The emulator's own answer to what each sample was an answer to. */
const answers: Readonly<Record<string, () => Promise<unknown>>> = {
  'datahub-spaces': () => get(before, '/api/acme/spaces'),
  async 'datahub-reports_75737b70402e'() {
    const { reports, collections } = before.seeds.analytics;
    await runReport(before, reports.example);
    return get(before, `/api/acme/spaces/${collections.analytics}/reports`);
  },
  async 'datahub-queries'() {
    const { example } = before.seeds.analytics.reports;
    await runReport(before, example);
    return get(before, `/api/acme/reports/${example}/queries`);
  },
  async audit_log_entry() {
    const headers = { 'user-agent': 'test' };
    const { failing } = today.seeds.analytics.reports;
    await send(today, 'PATCH', `/api/acme/reports/${failing}/archive`, { headers });
    const log = '/api/acme/audit_logs?start_timestamp=2020-01-01&end_timestamp=2100-01-01';
    const entries = (await get(today, log))['audit_logs'] as Json[];
    return entries.find(({ action }) => action === 'report_archived');
  },
  async report_run_enqueued() {
    const runs = `/api/acme/reports/${today.seeds.analytics.reports.defined}/runs`;
    return (await send(today, 'POST', runs, { body: {} })).json;
  },
  async report_run_purged() {
    const own = await startEmulator({ strict: true });
    const { reports, dataSources } = own.seeds.analytics;
    const { token } = await runReport(own, reports.example);
    await send(own, 'POST', `/api/acme/data_sources/${dataSources.files.token}/purge`);
    const purged = await get(own, `/api/acme/reports/${reports.example}/runs/${token}`);
    await own.close();
    return purged;
  },
  async report_string_ids() {
    const path = `/api/acme/reports/${today.seeds.analytics.reports.severalQueries}`;
    await runReport(today, today.seeds.analytics.reports.severalQueries);
    await send(today, 'PATCH', `${path}/sync_to_github`, { body: { commit_message: 'Sync' } });
    return get(today, path);
  },
  space: () => get(today, `/api/acme/spaces/${today.seeds.analytics.collections.analytics}`),
  async query_run_failed() {
    const { failing } = today.seeds.analytics.reports;
    const { token } = await runReport(today, failing);
    return first(await get(today, `/api/acme/reports/${failing}/runs/${token}/query_runs`), 'query_runs');
  },
  async report_schedule_weekly() {
    const { severalQueries } = today.seeds.analytics.reports;
    return first(await get(today, `/api/acme/reports/${severalQueries}/schedules`), 'report_schedules');
  },
  membership_lite_row: async () => first(await get(today, '/api/acme/memberships/lite'), 'memberships'),
  groups_envelope_bogus_next_link: () => get(today, '/api/acme/groups'),
  async pdf_job_completed() {
    const { severalQueries } = today.seeds.analytics.reports;
    const { token } = await runReport(today, severalQueries);
    const path = `/api/acme/reports/${severalQueries}/exports/runs/${token}/pdf.pdf`;
    return until(async () => {
      const job = await get(today, path);
      return job.state === 'completed' ? job : undefined;
    });
  },
  verify: () => get(today, '/api/verify'),
  api_key: () => get(today, `/api/acme/api_keys/${today.seeds.analytics.keys.workspace.token}`),
  async report_schedule() {
    const { example } = today.seeds.analytics.reports;
    const cron = { freq: 'daily', hour: 23, minute: 0 };
    const schedules = `/api/acme/reports/${example}/schedules`;
    const made = (await send(today, 'POST', schedules, { body: { report_schedule: { cron } } })).json;
    time = new Date('2027-03-07T23:00:10Z');
    return until(async () => {
      const schedule = await get(today, `${schedules}/${made.token}`);
      return schedule['last_succeeded_at'] === null ? undefined : schedule;
    });
  },
  async report_subscription() {
    const path = `/api/acme/reports/${today.seeds.analytics.reports.severalQueries}/subscriptions`;
    return (await send(today, 'POST', path, { body: { csv_attachments: true } })).json;
  },
  signature_token: () => signatureToken(before),
  async discovery_reports_page() {
    const { collections } = before.seeds.analytics;
    await reportOf(before, 'SELECT 1');
    const ran = await reportOf(before, 'SELECT 1');
    const report = { space_token: collections.notes };
    await send(before, 'PATCH', `/api/acme/reports/${ran}`, { body: { report } });
    await runReport(before, ran);
    const query = first(await get(before, `/api/acme/reports/${ran}/queries`), 'queries').token;
    const body = { query: { raw_query: 'SELECT nope' } };
    await send(before, 'PATCH', `/api/acme/reports/${ran}/queries/${query}`, { body });
    await runReport(before, ran);
    const token = await signatureToken(before);
    const parts = [token.token, token['access_key'], token['access_secret']].join(':');
    const headers = { authorization: `Bearer ${Buffer.from(parts).toString('base64')}` };
    // One more, on a page after it: the last one links to none.
    await reportOf(before, 'SELECT 1');
    const page = '/batch/acme/reports?include_spaces=all';
    const whole = (await send(before, 'GET', page, { as: 'nobody', headers })).json;
    const some = (whole.pagination['total_count'] ?? 0) - 1;
    return (await send(before, 'GET', `${page}&per_page=${some}`, { as: 'nobody', headers })).json;
  },
  async report_run_enqueued_2016() {
    const report = await reportOf(before, 'SELECT {{ period }}');
    const body = { parameters: { period: 'day' } };
    return (await send(before, 'POST', `/api/acme/reports/${report}/runs`, { body })).json;
  },
  async error_run_not_completed_2016() {
    const report = await reportOf(before, 'SELECT count(*) FROM range(10000000) a, range(10000000) b');
    const { token } = (await send(before, 'POST', `/api/acme/reports/${report}/runs`, { body: {} })).json;
    return get(before, `/api/acme/reports/${report}/runs/${token}/results/content.csv`);
  },
  async webhook_report_run_completed() {
    const bodies: Json[] = [];
    const server = createServer((request, response) => {
      request.on('data', (chunk: Buffer) => bodies.push(JSON.parse(chunk.toString()) as Json));
      request.on('end', () => response.end());
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    const own = await startEmulator({ strict: true, analyticsWebhooks: [{ url }] });
    await runReport(own, own.seeds.analytics.reports.example);
    const body = await until(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      return bodies.find(({ event }) => event === 'report_run_completed');
    });
    await own.close();
    server.close();
    return body;
  },
};

async function signatureToken(emulator: Emulator): Promise<Json> {
  const scope = { authentication_for: 'batch-api', authorization_type: 'read-only' };
  const body = {
    signature_token: { name: 'test', expires_at: '2100-01-01T00:00:00+0000', auth_scope: scope },
  };
  return (await send(emulator, 'POST', '/batch/acme/signature_tokens', { body })).json;
}

/** Every body of Mode Analytics among the samples, by the name of its file or its first word in it. */
function readSamples(): Readonly<Record<string, Shape>> | undefined {
  if (!existsSync(folder)) return undefined;
  const found = readdirSync(folder).flatMap((file): (readonly [string, unknown])[] => {
    const whole: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    if (file.startsWith('datahub-')) return [[file.replace('.json', ''), whole]];
    return Object.entries(whole as object).map(([name, body]) => [name.split(' ')[0] ?? '', body]);
  });
  const bodies = found.filter(([name]) => !vectors.includes(name));
  return Object.fromEntries(bodies.map(([name, body]) => [name, shapeOf(body)]));
}

describe('the emulator’s own answer carries what the sample carries, with the same types', () => {
  test.each(Object.entries(committed))('%s', async (name, shape) => {
    const answer = await answers[name]?.();
    expect(gaps(shape, answer)).toEqual([]);
  });

  test('and the shapes in the repository are those of the samples, all of them', () => {
    expect(readSamples() ?? committed).toEqual(committed);
    expect(Object.keys(answers).toSorted()).toEqual(Object.keys(committed).toSorted());
  });

  test('and would be told from one with a field too few, or of another type', () => {
    const shape = shapeOf({ a: 1, list: [{ b: null }] });
    expect(gaps(shape, { a: 2, list: [{ b: null, c: 1 }], more: true })).toEqual([]);
    expect(gaps(shape, { a: '1', list: [{ b: 0 }] })).toEqual([
      'a is string, not number',
      'list[0].b is number, not null',
    ]);
    expect(gaps(shape, { list: [] })).toEqual(['a is missing', 'list[0] is missing']);
  });
});
