import { InputError, modeCloudKey } from '@bimodal/auth-core';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Device } from './device.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bimodal-device-options-'));
});
afterAll(() => rm(folder, { recursive: true }));

function made(more: object): Device {
  const options = { device: 42, outbox: join(folder, 'outbox.sqlite'), credential: modeCloudKey('test-key') };
  const device: Device = Reflect.construct(Device, [{ ...options, ...more }]);
  return device;
}

describe('a device is not made', () => {
  it.each([
    [{ outbocks: 'x' }, '`outbocks` is no option of a device'],
    [{ transport: 'http' }, "is 'ws' or 'mqtt'"],
    [{ whenFull: 'drop' }, "is 'refuse' or 'dropOldest'"],
    [{ outbox: undefined }, '`outbox` of a device is the file'],
    [{ maxBytes: 0 }, '`maxBytes` of a device has to be a number'],
    [{ retryDelay: 2 ** 31 }, '`retryDelay` of a device has to be a number from 1 to 2147483647'],
    [{ maxRetryDelay: Infinity }, '`maxRetryDelay` of a device has to be a number'],
    [{ notFoundPatience: '1' }, '`notFoundPatience` of a device has to be a number'],
    [{ transport: 'mqtt', retrys: 1 }, '`retrys` is no option of a device'],
  ])('with %j', async (more, words) => {
    expect(() => made(more)).toThrow(InputError);
    expect(() => made(more)).toThrow(words);
    expect(await readdir(folder)).toEqual([]);
  });

  it('with an outbox where there is no folder, and says so', () => {
    const outbox = join(folder, 'none', 'outbox.sqlite');
    expect(() => made({ outbox })).toThrow(InputError);
    expect(() => made({ outbox })).toThrow('there is no such folder: make it first');
  });

  it('with an outbox that cannot be written, and says so', () => {
    expect(() => made({ outbox: folder })).toThrow('it cannot be written (EISDIR)');
  });

  it('without options', () => {
    expect(() => Reflect.construct(Device, [])).toThrow('Pass options as an object');
  });
});

it.each([2 ** 31, Infinity, 0, Number.NaN, '1'])(
  'an answer about bulk data is not waited for so long: %j',
  async (timeout) => {
    await using device = made({ transport: 'mqtt', mqtt: { url: 'mqtt://127.0.0.1:9' } });
    const options: object = { timeout };
    await expect(device.requestBulkData('a', {}, options)).rejects.toThrow(
      '`timeout` must be a number of milliseconds above 0 and at most',
    );
  },
);

describe('a stream of a device is not opened', () => {
  it.each([
    [{ bufer: 1 }, '`bufer` is no option of a stream'],
    [{ whenFull: 'drop' }, '`whenFull` has to be'],
    [{ buffer: 0 }, '`buffer` has to be a number'],
    [{ signal: 'now' }, '`signal` must be an AbortSignal'],
  ])('with %j', async (options, words) => {
    await using device = made({ baseUrl: 'http://127.0.0.1:9' });
    for (const open of ['commands', 'keyValues'] as const) {
      expect(() => Reflect.apply(device[open], device, [options])).toThrow(words);
    }
  });
});
