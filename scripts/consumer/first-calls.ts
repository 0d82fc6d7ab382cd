/** A user's first quarter of an hour, with what was packed: every package is imported, and every call is sent. */
import assert from 'node:assert/strict';
import { AnalyticsClient } from '@bimodal/analytics-client';
import { basic, modeCloudKey, NotFoundError } from '@bimodal/auth-core';
import { startEmulator } from '@bimodal/emulator';
import { IotClient } from '@bimodal/iot-client';

const emulator = await startEmulator({ strict: true });
const { analytics, cloud } = emulator.seeds;
const baseUrl = emulator.url;

const mode = new AnalyticsClient({
  workspace: analytics.workspace,
  credential: basic(analytics.keys.workspace),
  baseUrl,
  validate: 'strict',
});
const { api_key_scope } = await mode.verify();
assert.equal(api_key_scope, 'workspace');
const collections = await mode.collections.list().toArray({ limit: 100 });
assert.ok(collections.length > 0);
await assert.rejects(mode.reports.get({ report: '000000000000' }), (error) =>
  NotFoundError.isInstance(error),
);

const iot = new IotClient({ credential: modeCloudKey(cloud.projectKey), baseUrl, validate: 'strict' });
const { kind } = await iot.whoAmI();
assert.equal(kind, 'project');
const { items } = await iot.homes.list({ projectId: cloud.projectId });
assert.equal(items[0]?.name, cloud.home.name);

assert.deepEqual(emulator.deviations, []);
await Promise.all([mode.close(), iot.close()]);
await emulator.close();
console.log(`${collections.length} collections, ${items.length} homes, on Node ${process.versions.node}`);
