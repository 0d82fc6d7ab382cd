import { expect, it } from 'vitest';
import { echoSocket, expectUnchanged, tried } from './polluted-reads.ts';

it('No name that is read of Object.prototype changes a websocket', async () => {
  const server = await echoSocket();
  const report = await tried('websocket', ['', '', server.url], '/nonexistent');
  expect(report.clean).toContain('authorization');
  expect(report.reads).toEqual(expect.arrayContaining(['origin', 'keepalive', 'signal']));
  await expectUnchanged(report);
}, 120_000);
