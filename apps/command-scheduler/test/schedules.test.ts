import { startEmulator, type Emulator } from '@bimodal/emulator';
import { startDatabase, type TestDatabase } from '@bimodal/test-equipment';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgres } from '../src/database/postgres.ts';
import { eventually } from './eventually.ts';
import { connectDevice, startService, type Call, type CommandAnswer, type TestService } from './service.ts';

let postgres: TestDatabase;
let emulator: Emulator;
let service: TestService;
let call: Call;
let device: number;
const logged: string[] = [];

beforeAll(async () => {
  [postgres, emulator] = await Promise.all([startDatabase(), startEmulator({ strict: true })]);
  device = emulator.seeds.cloud.device.id;
  service = await startService(emulator, {
    database: openPostgres(postgres.url, () => undefined),
    hosts: ['scheduler.example'],
    log: (...entry) => logged.push(JSON.stringify(entry)),
  });
  ({ call } = service);
}, 120_000);

afterAll(async () => {
  await service.close();
  await emulator.close();
});

const everySecond = '* * * * * *';

async function add(name: string, more: object = {}): Promise<number> {
  const added = await call('POST', '/api/schedules', {
    name,
    device,
    action: 'light',
    cron: '0 9 * * *',
    ...more,
  });
  expect(added).toMatchObject({ status: 201 });
  return added.body.id;
}

async function history(schedule: number): Promise<readonly CommandAnswer[]> {
  return (await call('GET', `/api/history?schedule=${schedule}&limit=500`)).body.commands;
}

describe('schedules', () => {
  it('are added, shown with their next runs, changed, paused, resumed and deleted', async () => {
    const added = await call('POST', '/api/schedules', {
      name: 'Morning light',
      device,
      action: 'light',
      parameters: { on: true, level: 1.5, nothing: null },
      cron: '0 9 * * MON-FRI',
      timeZone: 'europe/berlin',
      catchUp: 'last',
    });
    const at = added.headers.get('location') ?? '';
    expect(added).toMatchObject({
      status: 201,
      body: {
        name: 'Morning light',
        parameters: { on: true, level: 1.5, nothing: null },
        timeZone: 'Europe/Berlin',
        catchUp: 'last',
        catchUpLimit: 100,
        retryWindowSeconds: 300,
        keyParameter: null,
        paused: false,
        last: null,
      },
    });
    expect(added.body.nextRuns).toHaveLength(3);
    expect((await call('GET', at)).body).toEqual(added.body);

    const paused = await call('PATCH', at, { paused: true });
    expect(paused.body).toMatchObject({ paused: true, nextRuns: [], cron: '0 9 * * MON-FRI' });
    const resumed = await call('PATCH', at, { paused: false, cron: '@hourly', name: 'Each hour' });
    expect(resumed.body).toMatchObject({ paused: false, cron: '@hourly', name: 'Each hour' });
    expect(resumed.body.nextRuns[0]).toMatch(/:00:00\.000Z$/);

    const json = { 'content-type': 'application/json' };
    expect((await call('DELETE', at, undefined, json)).status).toBe(204);
    for (const method of ['GET', 'DELETE']) expect((await call(method, at)).status).toBe(404);
    expect((await call('PATCH', at, { paused: true })).status).toBe(404);
  });

  it('are listed page by page', async () => {
    const ids = [await add('list 1'), await add('list 2'), await add('list 3')];
    const first = await call('GET', `/api/schedules?limit=2&after=${ids[0]! - 1}`);
    expect(first.body.schedules.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    const second = await call('GET', `/api/schedules?limit=2&after=${first.body.next}`);
    expect(second.body).toMatchObject({ schedules: [{ id: ids[2] }], next: null });
    const newest = await call('GET', '/api/schedules?limit=2&order=newest');
    const older = await call('GET', `/api/schedules?limit=1&order=newest&after=${newest.body.next}`);
    expect([...newest.body.schedules, ...older.body.schedules].map(({ id }) => id)).toEqual(ids.toReversed());
    expect((await call('GET', '/api/schedules?order=up')).status).toBe(400);
  });

  it('have names of their own, so that an answer that was lost adds nothing twice', async () => {
    await add('only one');
    const [again, other] = [
      await call('POST', '/api/schedules', { name: 'only one', device, action: 'a', cron: '@daily' }),
      await add('other'),
    ];
    expect(again).toMatchObject({ status: 409, body: { error: { code: 'name_taken', field: 'name' } } });
    expect(await call('PATCH', `/api/schedules/${other}`, { name: 'only one' })).toMatchObject({
      status: 409,
    });
  });

  it.each([
    ['device', { device: '4000' }],
    ['device', { device: 0 }],
    ['device', { device: undefined }],
    ['action', { action: '' }],
    ['action', { action: 'a\u0000b' }],
    ['name', { name: ' ' }],
    ['parameters', { parameters: [] }],
    ['cron', { cron: '61 * * * *' }],
    ['cron', { cron: '* * *' }],
    ['timeZone', { timeZone: 'Mars/Olympus' }],
    ['catchUp', { catchUp: 'some' }],
    ['catchUpLimit', { catchUpLimit: 1001 }],
    ['retryWindowSeconds', { retryWindowSeconds: -1 }],
    ['paused', { paused: 'yes' }],
    ['colour', { colour: 'red' }],
  ])('are refused for their %s (%o)', async (field, wrong) => {
    const body = { name: `wrong ${field}`, device, action: 'a', cron: '@daily', ...wrong };
    expect(await call('POST', '/api/schedules', body)).toMatchObject({
      status: 400,
      body: { error: { code: 'invalid', field, message: expect.stringMatching(/.{10}/) } },
    });
  });

  it('are refused when the request is none', async () => {
    const json = { 'content-type': 'application/json' };
    expect((await call('POST', '/api/schedules', '{"name":', json)).status).toBe(400);
    expect((await call('POST', '/api/schedules', '[]', json)).status).toBe(400);
    expect((await call('POST', '/api/schedules')).status).toBe(400);
    expect((await call('POST', '/api/schedules', { name: 'x'.repeat(70_000) })).status).toBe(413);
    expect((await call('PATCH', '/api/schedules/1', {})).status).toBe(400);
    expect((await call('GET', '/api/schedules/none')).status).toBe(400);
    expect((await call('GET', '/api/history?after=none')).status).toBe(400);
    expect((await call('GET', '/api/nothing')).status).toBe(404);
  });

  it('at times that the clocks leave out every year can be looked at, and hold nothing up', async () => {
    const query = new URLSearchParams({ cron: '30 2 * 3 0L', timeZone: 'Europe/Berlin', count: '20' });
    const { status, body } = await call('GET', `/api/preview?${query}`);
    expect([status, body.nextRuns.length]).toEqual([200, 20]);
    expect(await call('GET', '/api/preview?cron=0+0+30+2+*')).toMatchObject({
      status: 400,
      body: { error: { field: 'cron', message: '"0 0 30 2 *" never comes.' } },
    });
  });

  it('can be looked at before they are added', async () => {
    const query = new URLSearchParams({ cron: '30 2 * * *', timeZone: 'America/New_York', count: '5' });
    const { status, body } = await call('GET', `/api/preview?${query}`);
    expect([status, body.nextRuns.length]).toEqual([200, 5]);
    expect(await call('GET', '/api/preview?cron=x')).toMatchObject({
      status: 400,
      body: { error: { field: 'cron' } },
    });
  });
});

describe('due commands', { timeout: 120_000 }, () => {
  it('for a device that is offline are tried again, then recorded as missed', async () => {
    const id = await add('to nobody', { cron: everySecond, retryWindowSeconds: 2 });
    await eventually(async () => {
      const missed = (await history(id)).filter(({ outcome }) => outcome === 'missed');
      expect(missed.at(-1)).toMatchObject({ reason: 'DEVICE_OFFLINE' });
      expect(Math.max(...missed.map(({ attempts }) => attempts))).toBeGreaterThan(1);
    });
    const once = await add('to nobody, once', { cron: everySecond, retryWindowSeconds: 0 });
    await eventually(async () => {
      expect((await history(once)).at(-1)).toMatchObject({ outcome: 'missed', attempts: 1 });
    });
    await call('DELETE', `/api/schedules/${id}`);
    await call('DELETE', `/api/schedules/${once}`);
  });

  it('for a device that comes back within the window arrive', async () => {
    const id = await add('to whoever comes', {
      cron: everySecond,
      retryWindowSeconds: 20,
      keyParameter: 'key',
    });
    await eventually(async () => {
      expect((await history(id)).at(-1)).toMatchObject({ outcome: 'waiting', reason: 'DEVICE_OFFLINE' });
    });
    const connected = await connectDevice(emulator);
    try {
      await eventually(async () => {
        const first = (await history(id)).at(-1)!;
        expect(first).toMatchObject({ outcome: 'sent' });
        expect(first.attempts).toBeGreaterThan(1);
        expect(connected.received.map(({ parameters }) => parameters?.['key'])).toContain(first.key);
      });
      const { body } = await call('GET', `/api/schedules/${id}`);
      expect(body.last?.schedule).toBe(id);
    } finally {
      await call('DELETE', `/api/schedules/${id}`);
      await connected.close();
    }
  });

  it('that the platform refuses are recorded as failed, and not tried again', async () => {
    const id = await add('to no device', { device: 999_999, cron: everySecond, retryWindowSeconds: 60 });
    await eventually(async () => {
      expect((await history(id)).at(-1)).toMatchObject({ outcome: 'failed', attempts: 1 });
    });
    await call('DELETE', `/api/schedules/${id}`);
  });

  it('are not sent any more once their schedule is paused or deleted', async () => {
    const ids = [
      await add('to be paused', { cron: everySecond, retryWindowSeconds: 3600 }),
      await add('to be deleted', { cron: everySecond, retryWindowSeconds: 20 }),
    ];
    for (const id of ids) {
      await eventually(async () => expect((await history(id)).at(-1)?.attempts).toBeGreaterThan(0));
    }
    // So that what waits is looked at soon.
    await call('PATCH', `/api/schedules/${ids[0]}`, { paused: true, retryWindowSeconds: 0 });
    await call('DELETE', `/api/schedules/${ids[1]}`);
    await eventually(async () => {
      expect((await history(ids[1]!)).map(({ outcome, reason }) => [outcome, reason])).toContainEqual([
        'skipped',
        'deleted',
      ]);
    });
    const connected = await connectDevice(emulator);
    const paused = await history(ids[0]!);
    expect(paused.every(({ outcome }) => outcome !== 'sent')).toBe(true);
    expect(connected.received).toEqual([]);
    await connected.close();
  });

  it('are listed page by page, the newest first, and by what became of them', async () => {
    const all = (await call('GET', '/api/history?limit=500')).body.commands;
    expect(all.length).toBeGreaterThan(5);
    const first = await call('GET', '/api/history?limit=2');
    const second = await call(
      'GET',
      `/api/history?limit=2&after=${encodeURIComponent(String(first.body.next))}`,
    );
    expect([...first.body.commands, ...second.body.commands].map(({ key }) => key)).toEqual(
      all.slice(0, 4).map(({ key }) => key),
    );
    const missed = (await call('GET', '/api/history?outcome=missed')).body.commands;
    expect(new Set(missed.map(({ outcome }) => outcome))).toEqual(new Set(['missed']));
  });
});

describe('the service', () => {
  it('says that it is well', async () => {
    expect(await call('GET', '/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } });
  });

  it('answers under its own names only', async () => {
    const { port } = new URL(service.url);
    const ask = (host: string) => statusOf(service.url, { host });
    expect(await ask(`localhost:${port}`)).toBe(200);
    expect(await ask('scheduler.example')).toBe(200);
    expect(await ask('[::1]:80')).toBe(200);
    expect(await ask(`evil.example:${port}`)).toBe(403);
    expect(await ask('127.0.0.1.evil.example')).toBe(403);
  });

  it('takes nothing from pages of other origins', async () => {
    const schedule = { name: 'csrf', device, action: 'a', cron: '@daily' };
    const post = (headers: Record<string, string>) => call('POST', '/api/schedules', schedule, headers);
    expect((await post({ 'content-type': 'text/plain' })).status).toBe(415);
    expect((await post({ 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415);
    expect((await post({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await post({ origin: 'null' })).status).toBe(403);
    expect((await post({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await post({ origin: service.url })).status).toBe(201);
    const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    for (const path of ['/api/preview?cron=@daily', '/api/schedules', '/api/history', '/%61pi/history'])
      expect([path, await statusOf(service.url + path, link)]).toEqual([path, 403]);
    expect(await statusOf(service.url, link)).toBe(200);
    expect((await call('GET', '/api/schedules')).headers.get('access-control-allow-origin')).toBeNull();
  });

  it('lets its page run and show nothing but its own', async () => {
    const { headers } = await fetch(service.url);
    expect(headers.get('content-security-policy')).toMatch(
      /default-src 'none'; script-src 'self';.*frame-ancestors 'none'/,
    );
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect((await fetch(`${service.url}/..%2fpackage.json`)).status).toBe(404);
  });

  it('shows the key to nobody', async () => {
    const { projectKey } = emulator.seeds.cloud;
    const answers = await Promise.all(
      ['/api/schedules', '/api/history', '/healthz', '/'].map(async (path) =>
        (await fetch(service.url + path)).text(),
      ),
    );
    expect(logged.length).toBeGreaterThan(5);
    expect([...answers, ...logged].some((text) => text.includes(projectKey))).toBe(false);
  });
});

/** Sends the headers as they are, where fetch would set its own. */
async function statusOf(url: string, headers: Readonly<Record<string, string>>): Promise<number | undefined> {
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    request(url, { headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on('error', reject)
      .end();
  });
}
