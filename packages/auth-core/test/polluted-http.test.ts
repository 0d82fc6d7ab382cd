import { expect, it } from 'vitest';
import { echo, expectUnchanged, tried } from './polluted-reads.ts';

it('No name that is read of Object.prototype changes a call over http', async () => {
  const server = await echo(false);
  const report = await tried('http', [server.url], '/nonexistent');
  expect(report.recorded).toBe(report.clean);
  // The recording hears of what Node reads of a copy of our options, which we therefore cover.
  expect(report.reads).toEqual(expect.arrayContaining(['objectMode', 'signal', 'onread', 'keepAlive']));
  await expectUnchanged(report);
}, 120_000);
