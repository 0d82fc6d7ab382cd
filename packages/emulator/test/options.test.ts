import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { EmulatorOptions } from '../src/index.ts';
import { startEmulator } from '../src/index.ts';
import { useEmulator } from '../src/vitest.ts';

const emulator = useEmulator();
const here = import.meta.dirname;

/** Options as JavaScript may give them. */
const wild = (options: object): EmulatorOptions => options;

test.each<[EmulatorOptions, string]>([
  [wild({ file: './data' }), '`file` is no option. There are files, postgres'],
  [wild({ habits: 'nice' }), '`habits` is observed or documented.'],
  [wild({ ids: 'uuid' }), '`ids` is string or integer.'],
  [wild({ pastTheEnd: 'error' }), '`pastTheEnd` is empty or repeat.'],
  [wild({ emptyLists: 204 }), '`emptyLists` is list or 204.'],
  [wild({ reportCsv: 'xls' }), '`reportCsv` is auto or zip or csv.'],
  [wild({ port: '4747' }), '`port` is a whole number from 0 to 65535.'],
  [{ mqttPort: 70_000 }, '`mqttPort` is a whole number'],
  [{ rate: 0 }, '`rate` is a whole number from 1 to 9999.'],
  [{ files: join(here, 'nowhere') }, 'nowhere is no folder.'],
  [{ folder: import.meta.filename }, 'options.test.ts is no folder.'],
  [{ postgres: 'localhost' }, '`postgres` is an address that begins with postgres://.'],
  [{ cloudWebhooks: [{ url: 'example.com/hook', key: 'test-key' }] }, '`cloudWebhooks[0].url` is a URL'],
  [{ cloudWebhooks: [{ url: 'https://example.com/hook', key: '' }] }, '`cloudWebhooks[0].key` is a text.'],
  [
    wild({ analyticsWebhooks: ['https://example.com/hook'] }),
    '`analyticsWebhooks[0]` is an object with url, event.',
  ],
  [
    wild({ analyticsWebhooks: [{ url: 'https://example.com', event: 'x' }] }),
    '`analyticsWebhooks[0].event` is report_',
  ],
  [wild({ cloudAccess: { group: [] } }), '`cloudAccess` has no field `group`.'],
  [
    wild({ cloudAccess: { permissions: [{ id: 'a' }] } }),
    '`cloudAccess.permissions[0].principalType` is user or',
  ],
  [
    wild({ cloudBundles: [{ id: 'a', components: [{ componentId: 'a', filename: 'b', bytes: 'text' }] }] }),
    '.bytes` is a Uint8Array.',
  ],
  [wild({ clock: new Date() }), '`clock` is a function.'],
  [wild({ onError: true }), '`onError` is a function.'],
  [wild({ strict: 'yes' }), '`strict` is true or false.'],
  [wild({ bom: 1 }), '`bom` is true or false.'],
  [wild({ seed: 7 }), '`seed` is a text.'],
  [wild({ host: '' }), '`host` is a text.'],
  [wild({ files: 7 }), '`files` is a text.'],
  [wild({ port: null }), '`port` is a whole number'],
  [wild({ rate: Number.NaN }), '`rate` is a whole number'],
  [wild([]), 'The options are an object'],
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
  [{ rateLimit: {} }, 'rateLimit.requests must be a whole number from 0 to 10000.'],
  [{ rateLimit: { requests: 1 } }, 'rateLimit.windowMs must be a whole number'],
  [{ rateLimit: { requests: 1, windowMs: 1, window: 1 } }, 'rateLimit has no field "window".'],
  [{ rateLimit: 5 }, 'rateLimit must be an object with requests, windowMs.'],
  [{ drip: { bytes: 2 } }, 'drip.everyMs must be a whole number'],
  [{ drip: null }, 'drip must be an object with bytes, everyMs.'],
  [{ status: 503, retryAfter: {} }, 'retryAfter must be seconds'],
  [{ status: 503, retryAfter: Number.NaN }, 'retryAfter must be seconds'],
  [{ status: 503, retryAfter: 'soon\u2026' }, 'retryAfter must be seconds'],
  [{ status: 503, path: 7 }, 'path must be a text'],
  [{ status: 503, operation: ['reports.get'] }, 'operation must be a text'],
  [{ status: 503, path: '*'.repeat(400) }, 'at most 300 characters'],
  [{ status: '503' }, 'status must be a whole number from 400 to 599.'],
  [{ colour: 'red' }, 'A fault has no field "colour".'],
])('refuses the fault %j, which cannot be or would never be met', (fault, complaint) => {
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
