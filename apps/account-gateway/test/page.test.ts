import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '@bimodal/emulator';
import { IotClient, modeCloudKey } from '@bimodal/iot-client';
import type { Browser, Page } from 'playwright-core';
import { startBrowser } from '@bimodal/test-equipment';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newcomer, startService, type TestService } from './service.ts';

let emulator: Emulator;
let service: TestService;
let browser: Browser;
let page: Page;
const problems: string[] = [];

beforeAll(async () => {
  [emulator, browser] = await Promise.all([startEmulator(), startBrowser()]);
  service = await startService(emulator);
  page = await browser.newPage({ viewport: { width: 1100, height: 900 } });
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    // A 401 is how the page learns that nobody is signed in, or that the password was wrong; a 404 is our fault below.
    if (message.type() === 'error' && !/status of (401|404)/.test(message.text()))
      problems.push(message.text());
  });
}, 120_000);

afterAll(async () => {
  await browser.close();
  await service[Symbol.asyncDispose]();
  await emulator.close();
});

const isTooWide = (): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');

/** Fills the fields from the one that has the focus on, then presses Enter. */
async function fill(...values: readonly string[]): Promise<void> {
  for (const [index, value] of values.entries()) {
    if (index > 0) await page.keyboard.press('Tab');
    await page.keyboard.type(value);
  }
  await page.keyboard.press('Enter');
}

it('is used with the keyboard alone: register, sign in, add a home and a device, see events, sign out', async () => {
  await page.goto(service.url);
  await page.locator('#email:focus').waitFor();
  await fill('ada@example.com', 'test-secret wrong');
  await page.getByRole('alert').getByText('The address or the password is wrong.').waitFor();
  await page.locator('#password:focus').waitFor();
  expect(await page.locator('#password').inputValue()).toBe('');

  await page.locator('#new-name').focus();
  await fill('Ada <b>Example</b>', 'ada@example.com', 'test-secret horse staple');
  await page.getByRole('status').getByText('sign in').waitFor();
  await page.locator('#password:focus').waitFor();
  await page.screenshot({
    path: join(await mkdtemp(join(tmpdir(), 'account-gateway-page-')), 'sign-in.png'),
  });
  await fill('test-secret horse staple');
  await page.getByRole('status').getByText('Signed in as Ada <b>Example</b>.').waitFor();
  expect(await page.evaluate('document.cookie')).toBe('');

  await page.getByText('You have no home yet.').waitFor();
  await page.keyboard.press('Tab');
  await fill('Cabin');
  await page.getByRole('heading', { name: 'Cabin' }).waitFor();
  await page.locator('#live').getByText('live', { exact: true }).waitFor();

  const { device } = emulator.seeds.cloud;
  await using thing = new IotClient({ credential: modeCloudKey(device.apiKey), baseUrl: emulator.url });
  await thing.devices.setClaimable({ deviceId: device.id, claimable: true, duration: 60 });
  await page.getByLabel('Claim code of a device').focus();
  await fill(device.claimCode);
  await page.getByText('The device is in Cabin now.').waitFor();
  await thing.devices.sendEvent({
    device: device.id,
    eventType: 'temperature',
    eventData: { celsius: 21.5, note: '<img src=x onerror=alert(1)>' },
  });
  await page.locator('#events').getByText('temperature').waitFor();
  await page
    .locator('#events [data-part=origin]')
    .getByText(/^Cabin, .*\(\d+\)$/)
    .waitFor();
  expect(await page.locator('b, #events img').count()).toBe(0);
  await shots();

  await page.getByText('Change the password').first().focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Current password').focus();
  await fill('test-secret horse staple', 'test-secret other staple');
  await page.getByText('The password is changed.').waitFor();
  // The cookie is another one: the stream is, too.
  await page.getByText('is not known').waitFor();
  await page.locator('#live').getByText('live', { exact: true }).waitFor();

  // The platform ends the stream for good, then takes a new one: the page comes back, and says what is missing.
  emulator.faults.set('deaf', { operation: 'events.stream', status: 404, times: 1 });
  emulator.faults.set('cut', { operation: 'events.stream', cut: true, times: 1 });
  await expect.poll(() => page.getByText('is not known').count(), { timeout: 30_000 }).toBeGreaterThan(1);
  await page.locator('#live').getByText('live', { exact: true }).waitFor();

  // Homes that are still on their way are not shown to whoever comes next.
  const held = await holdGets('**/api/mode/devices?*');
  await page.locator('#home-name').focus();
  await fill('Late');
  await held.asked;
  await page.getByRole('button', { name: 'Sign out' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('#email:focus').waitFor();
  await held.answer();
  await page.getByRole('status').getByText('Late is added.').waitFor();
  expect(await page.locator('#homes > *').count()).toBe(0);

  // Signed out in another tab, and here by what is done next.
  await page.locator('#email').fill('ada@example.com');
  await page.locator('#password').fill('test-secret other staple');
  await page.keyboard.press('Enter');
  await page.getByText('Cabin').waitFor();
  await page.context().clearCookies();
  await page.locator('#home-name').focus();
  await fill('Nowhere');
  await page.getByRole('alert').getByText('You were signed out.').waitFor();
  await page.locator('#email:focus').waitFor();
  expect(problems).toEqual([]);
}, 120_000);

it('shows every home, the newest first, and that it is working', async () => {
  const ada = await newcomer(service.url);
  for (let count = 1; count <= 60; count += 1)
    await ada.call('POST', '/api/mode/homes', { name: `Home ${count}` });
  const [name = '', value = ''] = ada.cookie?.split('=') ?? [];
  await page.context().addCookies([{ name, value, url: service.url }]);
  const asked = await holdGets('**/api/session');
  const listed = await holdGets('**/api/mode/homes?*');
  const loaded = page.goto(service.url);
  await asked.asked;
  await page.getByText('One moment').waitFor();
  await page.locator('#busy').waitFor();
  await asked.answer();
  await listed.asked;
  await page.locator('#busy').waitFor();
  await listed.answer();
  await loaded;
  const titles = page.locator('#homes h3');
  await expect.poll(() => titles.count()).toBe(25);
  await page.locator('#busy').waitFor({ state: 'hidden' });
  expect(await titles.first().textContent()).toBe('Home 60');

  await page.getByRole('button', { name: 'Show more homes (25 of 60)' }).click();
  await page.getByRole('button', { name: 'Show more homes (50 of 60)' }).click();
  await page.getByRole('heading', { name: 'Home 1', exact: true }).waitFor();
  expect(await titles.count()).toBe(60);
  await page.getByLabel('Find a home').fill('home 7');
  await expect.poll(() => titles.allTextContents()).toEqual(['Home 7']);
  await page.getByLabel('Find a home').fill('');
  await page.locator('#home-name').fill('Just added');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Just added' }).waitFor();
  expect(await titles.first().textContent()).toBe('Just added');
  await shots();
  expect(problems).toEqual([]);
}, 120_000);

/** Lets the GETs of an address reach the service, and keeps their answers until it is told. */
async function holdGets(url: string): Promise<{ asked: Promise<void>; answer(): Promise<void> }> {
  const asked = Promise.withResolvers<void>();
  const mayAnswer = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<void>();
  await page.route(url, async (route) => {
    if (route.request().method() !== 'GET') return route.continue();
    const response = await route.fetch();
    asked.resolve();
    await mayAnswer.promise;
    await route.fulfill({ response });
    answered.resolve();
  });
  return {
    asked: asked.promise,
    async answer() {
      mayAnswer.resolve();
      await answered.promise;
      await page.unroute(url);
    },
  };
}

/** Looks at the page as a phone and as a desktop show it, and takes pictures of both. */
async function shots(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'account-gateway-page-'));
  for (const [width, colorScheme] of [
    [1100, 'light'],
    [360, 'dark'],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    expect(await isTooWide()).toBe(false);
    await page.screenshot({ path: join(folder, `${width}.png`), fullPage: true });
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1100, height: 900 });
}
