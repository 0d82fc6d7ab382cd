import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '@bimodal/emulator';
import type { Browser, Page } from 'playwright-core';
import { startBrowser, startDatabase, type TestDatabase } from '@bimodal/test-equipment';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../src/database/database.ts';
import { openPostgres } from '../src/database/postgres.ts';
import { connectDevice, startService, type ConnectedDevice, type TestService } from './service.ts';

const token = 'test-token-0123456789';
let postgres: TestDatabase;
let emulator: Emulator;
let device: ConnectedDevice;
let database: Database;
let service: TestService;
let browser: Browser;
let page: Page;
const problems: string[] = [];

beforeAll(async () => {
  [postgres, emulator, browser] = await Promise.all([startDatabase(), startEmulator(), startBrowser()]);
  device = await connectDevice(emulator);
  database = openPostgres(postgres.url, () => undefined);
  service = await startService(emulator, { database, token });
  page = await browser.newPage({ viewport: { width: 1100, height: 900 }, timezoneId: 'Europe/Berlin' });
  // It looks again every 5 s; ten times as often here, for what waits for the next look.
  await page.addInitScript(
    '{ const every = setInterval; globalThis.setInterval = (work, time) => every(work, time / 10); }',
  );
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    // A 401 is how the page learns that a token is wanted, a 400 that the form must be mended; a 503 is our fault below.
    if (message.type() === 'error' && !/status of (40[01]|503)/.test(message.text()))
      problems.push(message.text());
  });
}, 120_000);

afterAll(async () => {
  await browser.close();
  await service.close();
  await device.close();
  await emulator.close();
});

/** Waits until the focus is on what says this. */
const focusOn = (text: string): Promise<void> =>
  expect.poll(() => page.evaluate('document.activeElement?.textContent.trim()'), wait).toBe(text);
const wait = { timeout: 30_000 };

const nightly = { name: 'Light at night', device: 1, action: 'light', cron: '0 22 * * *' };

/** What a person would call the element that has the focus. */
const named = `(({ labels, textContent, ariaLabel }) =>
  [ariaLabel, textContent, labels?.[0]?.textContent].map((name) => name?.trim()))(document.activeElement)`;

async function tabTo(label: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const names: string[] = await page.evaluate(named);
    if (names.includes(label)) return;
  }
  throw new Error(`No way by Tab to "${label}".`);
}

/** Keeps in `texts` what an element says whenever that is written anew. */
const recordTexts = (id: string): string => `{
  const element = document.getElementById('${id}');
  globalThis.texts = [];
  new MutationObserver(() => texts.push(element.textContent)).observe(element, { childList: true });
}`;

/** Whether it must be scrolled sideways at the width of its window. */
const isTooWide = (): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');

it('is told nothing without the token', async () => {
  const ask = (authorization: string) => service.call('GET', '/api/schedules', undefined, { authorization });
  expect(await service.call('GET', '/api/schedules')).toMatchObject({ status: 401 });
  expect(await ask(`Bearer ${token}x`)).toMatchObject({
    status: 401,
    body: { error: { code: 'token_needed' } },
  });
  expect(await service.call('DELETE', '/api/schedules/1')).toMatchObject({ status: 401 });
  expect(await ask(`Bearer ${token}`)).toMatchObject({ status: 200 });
  expect(await service.call('GET', '/healthz')).toMatchObject({ status: 200 });
});

it(
  'is used with the keyboard alone: token, add, pause, resume, history, delete',
  { timeout: 180_000 },
  async () => {
    await page.goto(service.url);
    await page.locator('#token').and(page.locator(':focus')).waitFor();
    await page.keyboard.type(token);
    await page.keyboard.press('Enter');
    await page.getByText('There are no schedules yet.').waitFor();

    await tabTo('Add a schedule');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Blink <b>every</b> second');
    await page.keyboard.press('Tab');
    await page.keyboard.type(String(emulator.seeds.cloud.device.id));
    await page.keyboard.press('Tab');
    await page.keyboard.type('light');
    await page.keyboard.press('Tab');
    await page.keyboard.type('{"blink": 2}');
    await page.keyboard.press('Tab');
    await page.keyboard.type('* * *');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('has 3 fields').waitFor();
    expect(await page.locator(':focus').getAttribute('id')).toBe('cron');
    expect(await page.locator('#cron').getAttribute('aria-invalid')).toBe('true');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('* * * * * *');
    await page.keyboard.press('Tab');
    await page
      .locator('#runs')
      .getByText(/^Next: /)
      .waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('is added').waitFor();
    await page.getByRole('heading', { name: 'Blink <b>every</b> second' }).waitFor();
    await focusOn('Pause');

    await page.locator('#history').getByText('sent').first().waitFor();
    await expect
      .poll(() => device.received[0], wait)
      .toMatchObject({ action: 'light', parameters: { blink: 2 } });

    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('is paused').waitFor();
    await focusOn('Resume');
    expect(
      (await service.call('GET', '/api/schedules/1', undefined, { authorization: `Bearer ${token}` })).body,
    ).toMatchObject({ paused: true });
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('goes on').waitFor();

    await page.keyboard.press('Tab');
    await focusOn('History');
    await page.keyboard.press('Enter');
    await page.getByText('Of "Blink <b>every</b> second" only.').waitFor();
    await page.locator('#history-title').and(page.locator(':focus')).waitFor();

    await shots();

    await page.locator('#pause-1').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('Its history stays').waitFor();
    await focusOn('Keep it');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('There are no schedules yet.').waitFor();
    await focusOn('Add a schedule');
    expect(problems).toEqual([]);
  },
);

it('a look that was slow does not take back what was done meanwhile', { timeout: 180_000 }, async () => {
  const added = await service.call('POST', '/api/schedules', nightly, { authorization: `Bearer ${token}` });
  expect(added).toMatchObject({ status: 201 });
  await page.reload();
  const pause = page.getByRole('button', { name: `Pause: ${nightly.name}` });
  await pause.waitFor();

  const asked = Promise.withResolvers<void>();
  const mayAnswer = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<void>();
  await page.route(
    '**/api/schedules?*',
    async (route) => {
      const response = await route.fetch();
      asked.resolve();
      await mayAnswer.promise;
      await route.fulfill({ response });
      answered.resolve();
    },
    { times: 1 },
  );
  await asked.promise;
  await pause.click();
  const resume = page.getByRole('button', { name: `Resume: ${nightly.name}` });
  await resume.waitFor();
  await page.getByText('not while it is paused').waitFor();
  await page.evaluate(recordTexts(`pause-${added.body.id}`));
  mayAnswer.resolve();
  await answered.promise;
  // Until the second look from now: whatever the slow one would show is shown by then.
  for (let looks = 0; looks < 2; looks += 1) await page.waitForResponse(/\/api\/schedules\?/);
  expect(await page.evaluate<string[]>('texts')).toEqual([]);
  expect(await resume.isVisible()).toBe(true);
  expect(problems).toEqual([]);
});

const own = { authorization: `Bearer ${token}` };

it('what was wrong is said until it is right again', { timeout: 120_000 }, async () => {
  const alert = page.getByRole('alert');
  await page.getByRole('button', { name: 'Add a schedule' }).click();
  await page.locator('#cron').fill('0 0 30 2 *');
  await page.locator('#timeZone').focus();
  await alert.getByText('never comes').waitFor();
  await page.locator('#cron').fill('0 0 28 2 *');
  await alert.getByText('never comes').waitFor({ state: 'detached' });
  expect(await page.locator('#cron').getAttribute('aria-invalid')).toBe('false');
  await page.getByRole('button', { name: 'Cancel' }).click();

  const error = { code: 'internal', message: 'Something failed here.' };
  await page.route('**/api/history?*', (route) => route.fulfill({ status: 503, json: { error } }), {
    times: 1,
  });
  await alert.getByText(error.message).waitFor();
  await alert.getByText(error.message).waitFor({ state: 'detached' });
  expect(problems).toEqual([]);
});

it('one run has one time, and what is selected stays so', { timeout: 120_000 }, async () => {
  const schedule = {
    ...nightly,
    name: 'In Tokyo',
    cron: '* * * * * *',
    timeZone: 'Asia/Tokyo',
    retryWindowSeconds: 0,
  };
  const { body } = await service.call('POST', '/api/schedules', schedule, own);
  const id = body.id;
  await page.reload();
  await page.getByRole('button', { name: 'History: In Tokyo' }).click();
  const row = page.locator('#history li', { hasText: 'In Tokyo' }).first();
  await row.waitFor();
  await service.call('PATCH', `/api/schedules/${id}`, { paused: true }, own);
  await page.getByText('not while it is paused').first().waitFor();
  const last = page.locator('li.card', { hasText: 'In Tokyo' }).locator('[data-part=last]');
  await expect
    .poll(async () => (await last.textContent())?.replace(/^\w+, /, ''), wait)
    .toBe(await row.locator('time').textContent());
  expect(await row.locator('time').textContent()).toContain('GMT+9');

  await page.evaluate(`getSelection().selectAllChildren(document.querySelector('#history li time'))`);
  const selected = await page.evaluate<string>('getSelection().toString()');
  expect(selected).toContain('GMT+9');
  for (let looks = 0; looks < 2; looks += 1) await page.waitForResponse(/\/api\/history\?/);
  expect(await page.evaluate('getSelection().toString()')).toBe(selected);
  await page.getByRole('button', { name: 'Show all schedules' }).click();
  expect(problems).toEqual([]);
});

it('every schedule can be reached, and a new one is seen at once', { timeout: 120_000 }, async () => {
  await database.query(
    `INSERT INTO command_scheduler.schedule (name, device, action, parameters, cron, time_zone, catch_up, catch_up_limit,
       retry_window_seconds, paused, planned_until, next_due, created_at)
     SELECT 'Bulk ' || n, 1, 'light', '{}', '@daily', 'UTC', 'skip', 100, 0, true, now(), now(), now()
     FROM generate_series(1, 620) AS n`,
  );
  await page.reload();
  const card = (name: string) => page.getByRole('heading', { name, exact: true });
  await card('Bulk 620').waitFor();
  await page.getByRole('button', { name: 'Add a schedule' }).click();
  for (const [label, value] of [
    ['Name', 'The newest'],
    ['Device id', '1'],
    ['Action', 'light'],
    ['When (cron)', '@midnight'],
  ] as const)
    await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await card('The newest').waitFor();
  expect(await page.locator('#schedules h3').first().textContent()).toBe('The newest');
  const more = page.getByRole('button', { name: 'Show more schedules' });
  for (let count = 200; count <= 600; count += 100) {
    await more.click();
    await expect.poll(() => page.locator('#schedules > li').count(), wait).toBe(count);
  }
  await more.click();
  await card('Bulk 1').waitFor();
  await more.waitFor({ state: 'hidden' });
  expect(problems).toEqual([]);
});

/** Looks at the page as a phone and as a desktop show it, and takes pictures of both. */
async function shots(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'command-scheduler-page-'));
  await page.getByRole('button', { name: 'Add a schedule' }).click();
  for (const [width, colorScheme] of [
    [1100, 'light'],
    [360, 'dark'],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    expect([width, await isTooWide()]).toEqual([width, false]);
    await page.screenshot({ path: join(folder, `${width}-${colorScheme}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: 1100, height: 900 });
  await page.getByRole('button', { name: 'Cancel' }).click();
}
