import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { EmulatorOptions } from '../src/index.ts';
import { startEmulator } from '../src/index.ts';
import { useEmulator } from '../src/vitest.ts';

const emulator = useEmulator();
const here = import.meta.dirname;

/** Options as JavaScript may give them. */
const wild = (options: object): EmulatorOptions => ({ ...options });

test.each<[EmulatorOptions, string]>([
  [wild({ file: './data' }), '`file` is no option. There are files, postgres'],
  [wild({ habits: 'nice' }), '`habits` is observed or documented.'],
  [wild({ ids: 'uuid' }), '`ids` is string or integer.'],
  [wild({ pastTheEnd: 'error' }), '`pastTheEnd` is empty or repeat.'],
  [wild({ reportCsv: 'xls' }), '`reportCsv` is auto or zip or csv.'],
  [wild({ port: '4747' }), '`port` is a whole number from 0 to 65535.'],
  [{ mqttPort: 70_000 }, '`mqttPort` is a whole number'],
  [{ rate: 0 }, '`rate` is a whole number from 1 to 9999.'],
  [{ files: join(here, 'nowhere') }, 'nowhere is no folder.'],
  [{ folder: import.meta.filename }, 'options.test.ts is no folder.'],
  [{ postgres: 'localhost' }, '`postgres` begins with postgres://.'],
  [{ cloudWebhooks: [{ url: 'example.com/hook', key: 'test-key' }] }, 'cloudWebhooks'],
  [{ cloudWebhooks: [{ url: 'https://example.com/hook', key: '' }] }, 'and a `key`'],
  [wild({ analyticsWebhooks: ['https://example.com/hook'] }), 'analyticsWebhooks'],
])('refuses %j before anything is opened', async (options, complaint) => {
  const error: unknown = await startEmulator(options).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(RangeError);
  expect(String(error)).toContain(complaint);
});

test('says which port is in use, and what to do', async () => {
  const { url, mqttUrl } = emulator();
  for (const [name, taken] of [
    ['port', new URL(url).port],
    ['mqttPort', new URL(mqttUrl).port],
  ] as const) {
    const error: unknown = await startEmulator({ [name]: Number(taken) }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'EADDRINUSE' });
    expect(String(error)).toContain(`Port ${taken} of 127.0.0.1 is in use`);
  }
});

test.each<[object, string]>([
  [{}, 'A fault says what goes wrong: latency, status'],
  [{ operation: 'reports.get', times: 1 }, 'A fault says what goes wrong'],
  [{ operation: 'report.get', status: 500 }, 'There is no operation "report.get"'],
  [{ operation: 'mqtt.connected', drop: true }, 'There is no operation "mqtt.connected"'],
  [{ operation: 'report.*', status: 500 }, 'There is no operation "report.*"'],
])('refuses the fault %j, which nothing would meet', (fault, complaint) => {
  expect(() => emulator().faults.set('bad', fault)).toThrow(complaint);
  expect(emulator().faults.list()).toEqual({});
});

test.each(['reports.*', 'mqtt.*', 'mqtt.publish', 'events.stream', '*'])(
  'takes a fault of %s',
  (operation) => {
    emulator().faults.set('good', { operation, status: 500, times: 1 });
    emulator().faults.clear('good');
  },
);

test.each([
  ['Ada Lovelace', 'lower case letters'],
  ['ada', 'There is somebody called "ada" already.'],
])('lets nobody join as %j', (username, complaint) => {
  expect(() => emulator().addMember({ username })).toThrow(complaint);
});
