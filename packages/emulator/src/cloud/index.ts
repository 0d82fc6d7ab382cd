import { createContract } from '@bimodal/contract';
import { operations } from '@bimodal/iot-client/contract';
import { servedContract } from '../server/contract.ts';
import type { OpenedPlatform, Setting } from '../server/opened.ts';
import { accounts } from './accounts.ts';
import { claiming } from './claiming.ts';
import { credentials } from './credentials.ts';
import { devices } from './devices.ts';
import { homes } from './homes.ts';
import { Hub } from './hub.ts';
import type { CloudIdentity } from './identity.ts';
import { keyValues } from './key-values.ts';
import { members } from './members.ts';
import { messages } from './messages.ts';
import { migrations } from './migrations.ts';
import type { CloudParts } from './parts.ts';
import { cloudPlatform } from './platform.ts';
import { provisioning } from './provisioning.ts';
import { seed, type CloudSeeds } from './seeds.ts';
import { sessions } from './sessions.ts';
import { Tokens } from './tokens.ts';
import { users } from './users.ts';

export type { CloudSeeds } from './seeds.ts';

/** MODE Cloud: a project that brings its own users, with its homes, devices and websockets. */
export async function openCloud(setting: Setting): Promise<OpenedPlatform<CloudSeeds, CloudIdentity>> {
  const db = setting.openState('cloud', migrations);
  const tokens = new Tokens(setting.secrets);
  const parts: CloudParts = { db, tokens, hub: new Hub(db), outbox: setting.outbox };
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
  };
  return {
    platform: cloudPlatform(parts, servedContract(createContract(operations)), handlers),
    seeds: seed(db, tokens),
    openapi: async () =>
      (await import('@bimodal/iot-client/openapi.json', { with: { type: 'json' } })).default,
    close: async () => parts.hub.close(),
  };
}
