import assert from 'node:assert/strict';
import { AnalyticsClient, type Report } from '@bimodal/analytics-client';
import { BimodalError, NotFoundError } from '@bimodal/auth-core';
import { startEmulator, type Emulator } from '@bimodal/emulator';
import { IotClient, modeCloudKey, type HomeEvent } from '@bimodal/iot-client';
import { Device } from '@bimodal/iot-client/device';

const mode = new AnalyticsClient({ validate: 'strict' });
const { api_key_scope } = await mode.verify();
assert.equal(api_key_scope, 'workspace');
const missing: Report | BimodalError = await mode.reports
  .get({ report: '000000000000' })
  .catch((error: unknown) => {
    if (NotFoundError.isInstance(error)) return error;
    throw error;
  });
assert.ok(BimodalError.isInstance(missing));

const cloud = new IotClient({ validate: 'strict' });
const { kind } = await cloud.whoAmI();
assert.equal(kind, 'project');

// A credential that is given goes to production unless a base URL is given with it.
const baseUrl = process.env['MODE_CLOUD_BASE_URL'];
const user = cloud.withOptions({ credential: modeCloudKey(process.env['USER_KEY'] ?? ''), baseUrl });
const stream = user.events.stream();
await stream.connected;
const device = new Device({
  device: Number(process.env['DEVICE']),
  outbox: './outbox.sqlite',
  baseUrl,
  credential: modeCloudKey(process.env['DEVICE_KEY'] ?? '', { kind: 'device' }),
});
device.sendEvent('reading', { celsius: 21.5 });
let heard: HomeEvent | undefined;
for await (const item of stream) {
  if (item.type === 'event' && item.event.eventType === 'reading') {
    heard = item.event;
    break;
  }
}
assert.deepEqual(heard?.eventData, { celsius: 21.5 });
await device.flush();
await device.close();

const emulator: Emulator = await startEmulator();
await emulator.close();
await Promise.all([mode.close(), cloud.close()]);
