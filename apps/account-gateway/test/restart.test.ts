import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator } from '@bimodal/emulator';
import { expect, test } from 'vitest';
import { openPglite } from '../src/database/pglite.ts';
import { newcomer, startService, Visitor } from './service.ts';

test('sessions outlast a restart, and another secret costs them no more than a new session at MODE', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'account-gateway-'));
  await using emulator = await startEmulator();
  let cookie: string | undefined;
  {
    await using stack = new AsyncDisposableStack();
    const database = stack.adopt(await openPglite(folder), (each) => each.close());
    await using service = await startService(emulator, { database });
    await expect(openPglite(folder)).rejects.toThrow('is in use by another process');
    const ada = await newcomer(service.url);
    await ada.call('POST', '/api/mode/homes', { name: 'Cabin' });
    ({ cookie } = ada);
  }
  for (const secret of [undefined, 'test-secret of another thirty-two characters']) {
    await using stack = new AsyncDisposableStack();
    const database = stack.adopt(await openPglite(folder), (each) => each.close());
    await using service = await startService(emulator, { database, ...(secret ? { secret } : {}) });
    const ada = new Visitor(service.url, cookie);
    expect((await ada.call('GET', '/api/mode/homes')).body).toMatchObject([{ name: 'Cabin' }]);
  }
  await rm(folder, { recursive: true });
}, 120_000);
