import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '@bimodal/emulator';
import type { Browser, Page } from 'playwright-core';
import { startBrowser, startDatabase, type TestDatabase } from '@bimodal/test-equipment';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPostgres } from '../src/database/postgres.ts';
import { connectDevice, startService, type ConnectedDevice, type TestService } from './service.ts';

const token = 'test-token-0123456789';
let postgres: TestDatabase;
let emulator: Emulator;
let device: ConnectedDevice;
let service: TestService;
let browser: Browser;
let page: Page;
const problems: string[] = [];

beforeAll(async () => {
  [postgres, emulator, browser] = await Promise.all([startDatabase(), startEmulator(), startBrowser()]);
  device = await connectDevice(emulator);
  service = await startService(emulator, { database: openPostgres(postgres.url, () => undefined), token });
  page = await browser.newPage({ viewport: { width: 1100, height: 900 }, timezoneId: 'Europe/Berlin' });
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    // A 401 is how the page learns that a token is wanted, a 400 that the form must be mended.
    if (message.type() === 'error' && !/status of 40[01]/.test(message.text())) problems.push(message.text());
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
  // Until the next look: whatever the slow one would show is shown by then.
  await page.waitForResponse(/\/api\/schedules\?/);
  await expect.poll(() => page.evaluate<string[]>('texts'), wait).not.toEqual([]);
  expect(new Set(await page.evaluate<string[]>('texts'))).toEqual(new Set(['Resume']));
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
