import { createContract } from '@bimodal/contract/runtime';
import { operations } from '@bimodal/iot-client/contract';
import { servedContract } from '../server/contract.ts';
import type { OpenedPlatform, Setting } from '../server/opened.ts';
import { plantAccess, underPermissions } from './homes/access-control.ts';
import { access } from './homes/access.ts';
import { accounts } from './people/accounts.ts';
import { AlertWatch } from './alerting/watch.ts';
import { alerts } from './alerting/alerts.ts';
import { BulkData } from './devices/bulk-data.ts';
import { claiming } from './devices/claiming.ts';
import { credentials } from './people/credentials.ts';
import { devices } from './devices/devices.ts';
import { downloadRoutes, Downloads } from './devices/downloads.ts';
import { entities } from './entities/entities.ts';
import { entityClasses } from './entities/entity-classes.ts';
import { plantBundles, setDeviceChannel } from './firmware/bundles.ts';
import { firmware } from './firmware/handlers.ts';
import { homes } from './homes/homes.ts';
import { Hub } from './devices/hub.ts';
import type { CloudIdentity } from './kernel/identity.ts';
import { keyValues } from './devices/key-values.ts';
import { members } from './homes/members.ts';
import { messages } from './people/messages.ts';
import { migrations } from './kernel/migrations.ts';
import { modules } from './devices/modules.ts';
import { openBroker } from './mqtt/broker.ts';
import { listen } from './mqtt/listen.ts';
import { otherRoutes } from './kernel/other-routes.ts';
import type { CloudParts } from './kernel/parts.ts';
import { cloudPlatform } from './kernel/platform.ts';
import { provisioning } from './devices/provisioning.ts';
import { seed, type CloudSeeds } from './seeds.ts';
import { Aggregator } from './series/aggregator.ts';
import { exportsOfSeries } from './series/export.ts';
import { timeSeries } from './series/handlers.ts';
import { sessions } from './people/sessions.ts';
import { dataStreams } from './streams/handlers.ts';
import { Tokens } from './people/tokens.ts';
import { users } from './people/users.ts';
import { videos } from './videos/handlers.ts';
import { Webhooks } from './webhooks.ts';

export type { CloudSeeds } from './seeds.ts';
export type { SeededProject } from './seeds/other-projects.ts';
export type { CloudAccess, CloudGroup, CloudPermission } from '../options/cloud-access.ts';
export type { CloudBundle, CloudBundleFile } from '../options/cloud-bundle.ts';
export type { CloudWebhook } from '../options/cloud-webhook.ts';

/** MODE Cloud, with the port that MQTT listens on, plain and as a websocket. */
export interface OpenedCloud extends OpenedPlatform<CloudSeeds, CloudIdentity> {
  readonly mqttPort: number;
  /** @throws Error for a device that is not there. */
  setDeviceChannel(device: number, channel: string | undefined): void;
}

/** MODE Cloud: a project that brings its own users, one by email and one by phone, with homes, devices and websockets. */
export async function openCloud(setting: Setting): Promise<OpenedCloud> {
  const db = setting.openState('cloud', migrations);
  const tokens = new Tokens(setting.secrets);
  const webhooks = new Webhooks(setting.options.cloudWebhooks ?? []);
  const parts: CloudParts = {
    db,
    tokens,
    hub: new Hub(db, {
      told: (type, text) => webhooks.deliver(type, text),
      measured: (homeId) => watch.measured(homeId),
    }),
    outbox: setting.outbox,
    bulkData: new BulkData(db, webhooks),
  };
  const watch = new AlertWatch(parts, setting.options.onError ?? reportToStandardError);
  const aggregator = new Aggregator();
  const downloads = new Downloads(parts);
  const handlers = {
    ...credentials,
    ...users(parts),
    ...accounts(parts),
    ...sessions(parts),
    ...homes(parts),
    ...members(parts),
    ...keyValues(parts),
    ...devices(parts),
    ...provisioning(parts),
    ...claiming(parts),
    ...messages(parts),
    ...modules(parts),
    ...timeSeries(parts, aggregator),
    ...exportsOfSeries(parts, downloads),
    ...dataStreams(parts, downloads),
    ...downloadRoutes(downloads),
    ...videos(parts, downloads),
    ...firmware(parts),
    ...entityClasses(parts),
    ...entities(parts),
    ...alerts(parts, watch),
    ...access(parts),
  };
  const served = servedContract(createContract(operations), otherRoutes);
  const seeds = seed(db, tokens);
  const { projectId, deviceClass } = seeds;
  if (setting.options.cloudAccess) plantAccess(parts, projectId, setting.options.cloudAccess);
  plantBundles(db, { projectId, deviceClass }, setting.options.cloudBundles ?? []);
  const { host, mqttPort } = setting.options;
  const mqtt = await listen(await openBroker(parts, setting.faults), {
    host,
    port: mqttPort,
    usual: setting.memory.recall('mqttPort'),
  }).catch((error: unknown) => {
    // Nobody closes what has not opened, and it would go on with a state that is closed.
    watch.close();
    parts.hub.close();
    throw error;
  });
  return {
    mqttPort: mqtt.port,
    setDeviceChannel: (device, channel) => setDeviceChannel(db, device, channel),
    platform: cloudPlatform(parts, served, underPermissions(parts, handlers)),
    seeds,
    openapi: async () =>
      (await import('@bimodal/iot-client/openapi.json', { with: { type: 'json' } })).default,
    close: async () => {
      watch.close();
      parts.hub.close();
      await mqtt.close();
      await webhooks.close();
      await aggregator.close();
    },
  };
}

function reportToStandardError(error: unknown): void {
  process.stderr.write(`The emulator failed: ${error instanceof Error ? error.stack : String(error)}\n`);
}
