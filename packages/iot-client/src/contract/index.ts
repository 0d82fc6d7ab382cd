import type { Operation } from '@bimodal/contract';
import * as credentials from './credentials.ts';
import * as devices from './devices.ts';
import * as events from './events.ts';
import * as homes from './homes.ts';
import * as messages from './messages.ts';
import * as provisioning from './provisioning.ts';
import * as sessions from './sessions.ts';
import * as users from './users.ts';

/** Every operation of MODE Cloud that this package knows. @internal */
export const operations: readonly Operation[] = [
  credentials,
  users,
  sessions,
  homes,
  devices,
  provisioning,
  messages,
  events,
].flatMap((resource) => Object.values<Operation>(resource));
