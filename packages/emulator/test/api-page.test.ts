import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBrowser } from '@bimodal/test-equipment';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmulator, type Emulator } from '../src/index.ts';
import { fieldsOf } from '../src/server/api-page/fields.ts';
import type { Described, Document } from '../src/server/api-page/openapi.ts';

let emulator: Emulator;
let browser: Browser;
let page: Page;
let folder: string;

beforeAll(async () => {
  [emulator, browser, folder] = await Promise.all([
    startEmulator(),
    startBrowser(),
    mkdtemp(join(tmpdir(), 'emulator-api-page-')),
  ]);
  page = await browser.newPage({
    httpCredentials: { username: 'anybody', password: emulator.adminToken },
  });
}, 120_000);

afterAll(async () => {
  await browser.close();
  await emulator.close();
});

const go = (hash = ''): Promise<unknown> => page.goto(`${emulator.url}/_emulator/openapi${hash}`);

/** Opens that many of the operations, those with most to say. */
const open = (count: number): Promise<number> =>
  page.evaluate(`{
    const all = [...document.querySelectorAll('details')].sort((a, b) => b.textContent.length - a.textContent.length);
    for (const each of all.slice(0, ${count})) each.open = true;
    all.length;
  }`);

const isTooWide = (): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');

/** What axe finds by these of its rules; by all where none are named. */
async function violations(...rules: readonly string[]): Promise<unknown[]> {
  await page.evaluate(axe.source);
  const options = { resultTypes: ['violations'], ...(rules.length > 0 && { runOnly: rules }) };
  const found = await page.evaluate<axe.AxeResults>(`axe.run(document, ${JSON.stringify(options)})`);
  return found.violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html)]);
}

describe.each<[string, number, 'light' | 'dark']>([
  ['a desk', 1100, 'light'],
  ['a desk in the dark', 1100, 'dark'],
  ['a phone', 390, 'light'],
  ['a phone in the dark', 390, 'dark'],
  ['a narrow phone', 320, 'light'],
])('on %s', (name, width, colorScheme) => {
  it('fits, opened too, and has the contrast and the room that people need', async () => {
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme });
    await go();
    expect(await isTooWide()).toBe(false);
    expect(await open(3)).toBeGreaterThan(100);
    await page.locator('details[open]').first().scrollIntoViewIfNeeded();
    await page.screenshot({ path: join(folder, `${name}.png`) });
    expect(await isTooWide()).toBe(false);
    expect(await violations('color-contrast', 'target-size')).toEqual([]);
  }, 60_000);
});

it('is nothing that axe complains of', async () => {
  await go();
  await open(3);
  expect(await violations()).toEqual([]);
}, 60_000);

it('shows every field of every body, parameters, and answers', async () => {
  await go();
  const shown = new Map<string, string[]>(
    await page.evaluate(`[...document.querySelectorAll('details section')].map((section) => [
      section.id, [...section.querySelectorAll('dt')].map((each) => each.textContent)])`),
  );
  const ids: string[] = await page.evaluate('[...document.querySelectorAll("[id]")].map(({ id }) => id)');
  expect(new Set(ids).size).toBe(ids.length);
  let bodies = 0;
  for (const name of ['analytics', 'cloud']) {
    const answer = await fetch(`${emulator.url}/_emulator/openapi/${name}.json`, {
      headers: { authorization: `Bearer ${emulator.adminToken}` },
    });
    for (const each of operationsIn((await answer.json()) as Document)) {
      const content = Object.values(each.requestBody?.content ?? {});
      bodies += content.length;
      const expected = [
        ...(each.parameters ?? []).map((parameter) => parameter.name),
        ...content.flatMap(({ schema = {} }) => fieldsOf(schema)).map((field) => field.name),
        ...Object.keys(each.responses ?? {}),
      ];
      const id = each.operationId ?? '';
      const terms = (name === 'cloud' ? shown.get(`cloud.${id}`) : undefined) ?? shown.get(id);
      expect([id, terms]).toEqual([id, expected]);
    }
  }
  expect(bodies).toBeGreaterThan(50);
  expect(shown.get('reports.update')).toContain('report.name');
});

it('opens an operation by its own address, and with the keyboard', async () => {
  await go('#reports.update');
  await page.locator('[id="reports.update"]').getByText('report.name', { exact: true }).waitFor();
  await page.locator('summary').first().focus();
  await page.keyboard.press('Enter');
  await page.locator('details').first().locator('h4').first().waitFor();
});

function operationsIn({ paths = {} }: Document): Described[] {
  return Object.values(paths)
    .flatMap((methods) => Object.values(methods))
    .flatMap((each) => each['x-bimodal-variants'] ?? [each]);
}
