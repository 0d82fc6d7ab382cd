import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Client } from 'pg';
import { SmallCheckout } from './small-checkout.ts';

const isRoot = process.getuid?.() === 0;
/** `nobody`, whom nothing belongs to. */
const nobody = 65_534;

let checkout: SmallCheckout;
beforeAll(async () => {
  checkout = await SmallCheckout.make('Kopie für Zoë, 測試');
});
afterAll(() => checkout[Symbol.asyncDispose]());

async function answerOf(url: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(`SELECT upper('ärger') AS word, current_user AS account`);
  await client.end();
  return rows;
}

async function expectToWork(how: Parameters<SmallCheckout['start']>[0], isCopied: boolean): Promise<void> {
  const { child, url, copy } = await checkout.start(how);
  expect(await answerOf(url)).toEqual([{ word: 'ÄRGER', account: 'postgres' }]);
  expect(copy !== undefined).toBe(isCopied);
  child.stdin?.end();
  expect(await once(child, 'exit')).toEqual([0, null]);
  if (copy !== undefined) expect(existsSync(copy)).toBe(false);
}

test('PostgreSQL starts in a folder that nobody else can enter, with spaces and letters that are not ASCII', () =>
  expectToWork({ env: { HOME: process.env['HOME'] } }, isRoot));

test('PostgreSQL starts where there is no home folder', () => expectToWork({ env: {} }, isRoot));

test('PostgreSQL starts for an ordinary user, from a checkout that nobody can write to', async () => {
  await checkout.open();
  await expectToWork({ ...(isRoot ? { uid: nobody } : {}), env: { HOME: '/nonexistent' } }, false);
});
