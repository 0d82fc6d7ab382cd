import type { WrittenOperation } from '@bimodal/contract';
import * as smartModules from './smart-modules.ts';
import * as timeSeries from './time-series.ts';
import * as collections from './collections.ts';
import * as exports from './exports.ts';
import * as dataStreams from './data-streams.ts';
import * as videos from './videos.ts';
import * as bundles from './bundles.ts';
import * as entityClasses from './entity-classes.ts';
import * as entities from './entities.ts';
import * as alertRules from './alert-rules.ts';
import * as alerts from './alerts.ts';
import * as accessControlGroups from './access-control-groups.ts';
import * as permissions from './permissions.ts';
import * as accounts from './accounts.ts';
import * as configSchemas from './config-schemas.ts';
import * as credentials from './credentials.ts';
import * as deviceKeyValues from './device-key-values.ts';
import * as devices from './devices.ts';
import * as events from './events.ts';
import * as homeKeyValues from './home-key-values.ts';
import * as homes from './homes.ts';
import * as members from './members.ts';
import * as messages from './messages.ts';
import * as provisioning from './provisioning.ts';
import * as sessions from './sessions.ts';
import * as users from './users.ts';

const resources: readonly Readonly<Record<string, unknown>>[] = [
  credentials,
  users,
  accounts,
  sessions,
  homes,
  members,
  homeKeyValues,
  devices,
  provisioning,
  configSchemas,
  deviceKeyValues,
  messages,
  events,
  smartModules,
  timeSeries,
  collections,
  exports,
  dataStreams,
  videos,
  bundles,
  entityClasses,
  entities,
  alertRules,
  alerts,
  accessControlGroups,
  permissions,
];

/** Every operation of MODE Cloud that this package knows. @internal */
export const operations: readonly WrittenOperation[] = resources.flatMap((resource) =>
  Object.values(resource).filter(isOperation),
);

/** Files of operations also share schemas. */
function isOperation(value: unknown): value is WrittenOperation {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'callers');
}
