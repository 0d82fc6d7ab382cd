'use strict';
/** A call of each client, a stream and a device, with the packages as their consumer has loaded them. */
const assert = require('node:assert/strict');

exports.calls = async ({ AnalyticsClient, IotClient, Device, modeCloudKey }) => {
  const mode = new AnalyticsClient({ validate: 'strict' });
  const { api_key_scope } = await mode.verify();
  assert.equal(api_key_scope, 'workspace');

  const cloud = new IotClient({ validate: 'strict' });
  const { kind } = await cloud.whoAmI();
  assert.equal(kind, 'project');

  // A credential that is given goes to production unless a base URL is given with it.
  const baseUrl = process.env.MODE_CLOUD_BASE_URL;
  const user = cloud.withOptions({ credential: modeCloudKey(process.env.USER_KEY), baseUrl });
  const stream = user.events.stream();
  await stream.connected;
  const device = new Device({
    device: Number(process.env.DEVICE),
    outbox: './outbox.sqlite',
    baseUrl,
    credential: modeCloudKey(process.env.DEVICE_KEY, { kind: 'device' }),
  });
  device.sendEvent('reading', { celsius: 21.5 });
  for await (const item of stream) {
    if (item.type !== 'event' || item.event.eventType !== 'reading') continue;
    assert.deepEqual(item.event.eventData, { celsius: 21.5 });
    break;
  }
  await device.flush();
  assert.equal(device.waiting, 0);
  await device.close();
  await Promise.all([mode.close(), cloud.close()]);
};
