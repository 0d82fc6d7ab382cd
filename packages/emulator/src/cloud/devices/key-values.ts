import type { Handlers } from '../../server/platform.ts';
import type { Database } from '../../state/database.ts';
import { now } from '../kernel/clock.ts';
import type { CloudIdentity } from '../kernel/identity.ts';
import type { CloudParts } from '../kernel/parts.ts';
import { needAbility, needDevice, needHome } from '../homes/permissions.ts';
import { missing, unknown } from '../kernel/reasons.ts';

interface Pair {
  readonly key: string;
  readonly value: string;
  readonly modificationTime: string;
}

/** One of the two kinds of stores. */
export interface Store {
  readonly table: 'homeKeyValue' | 'deviceKeyValue';
  /** Refuses who may not see it. */
  readonly need: (identity: CloudIdentity, ownerId: number) => void;
  /** Tells whom it concerns. */
  readonly saved: (ownerId: number, key: string, value: unknown) => void;
  readonly deleted: (ownerId: number, key: string) => void;
}

/** The key-value stores of homes and of devices. */
export function keyValues(parts: CloudParts): Handlers<CloudIdentity> {
  const { db, hub } = parts;
  const ofHomes = handlersOf(db, 'home', {
    table: 'homeKeyValue',
    need: (identity, id) => needHome(db, identity, id),
    saved: (id, key, value) => hub.tell(id, '_keyValueSaved_', { key, value }, {}),
    deleted: (id, key) => hub.tell(id, '_keyValueDeleted_', { key }, {}),
  });
  const ofDevices = handlersOf(db, 'device', deviceStore(parts));
  return {
    ...ofHomes,
    ...ofDevices,
    'deviceKeyValues.stream': ({ device }: { readonly device: number }, { identity }) => {
      needDevice(db, identity, device);
      return {
        upgrade(socket) {
          socket.send(JSON.stringify(wholeStore(parts, device)));
          socket.once(
            'close',
            hub.mirror(device, (change) => socket.send(JSON.stringify(change))),
          );
        },
      };
    },
  };
}

/** The store of a device: whoever mirrors it hears of each write, with the store's new revision. */
export function deviceStore({ db, hub }: CloudParts): Store {
  const homeOf = (id: number) =>
    db.get<{ homeId: number | null }>('SELECT homeId FROM device WHERE id = :id', { id })?.homeId;
  const tell = (deviceId: number, action: string, eventType: string, eventData: object): void => {
    db.run('UPDATE device SET kvRevision = kvRevision + 1 WHERE id = :deviceId', { deviceId });
    hub.change(deviceId, { action, rev: revisionOf(db, deviceId), ...eventData });
    const homeId = homeOf(deviceId);
    if (homeId != null) hub.tell(homeId, eventType, eventData, { deviceId });
  };
  return {
    table: 'deviceKeyValue',
    need: (identity, id) => needDevice(db, identity, id),
    saved: (id, key, value) => tell(id, 'set', '_deviceKVSaved_', { key, value }),
    deleted: (id, key) => tell(id, 'delete', '_deviceKVDeleted_', { key }),
  };
}

/** The whole store of a device, as it is sent to whoever begins to mirror it. */
export function wholeStore({ db }: CloudParts, deviceId: number): Readonly<Record<string, unknown>> {
  const items = list(db, 'deviceKeyValue', deviceId).map(pairJson);
  return { action: 'reload', rev: revisionOf(db, deviceId), numItems: items.length, items };
}

function revisionOf(db: Database, id: number): number {
  return db.get<{ rev: number }>('SELECT kvRevision AS rev FROM device WHERE id = :id', { id })?.rev ?? 0;
}

function list(db: Database, table: Store['table'], ownerId: number): Pair[] {
  return db.all<Pair>(
    `SELECT key, value, modificationTime FROM ${table} WHERE ownerId = :ownerId ORDER BY key`,
    { ownerId },
  );
}

/** Writes a value and tells of it. @throws Refusal */
export function save(
  db: Database,
  { table, saved }: Store,
  ownerId: number,
  key: string,
  value: unknown,
): void {
  if (value === undefined) throw missing('A value belongs to the key.');
  // Seen with colons in the middle, beside the documented letters, digits, `_` and `-`.
  if (!/^[a-z0-9]([a-z0-9_:-]*[a-z0-9])?$/i.test(key)) throw missing('That is no key.');
  db.run(
    `INSERT OR REPLACE INTO ${table} (ownerId, key, value, modificationTime)
     VALUES (:ownerId, :key, :value, :now)`,
    { ownerId, key, value: JSON.stringify(value), now: now() },
  );
  saved(ownerId, key, value);
}

/** Removes a value and tells of it. @throws Refusal where there is none. */
export function remove(db: Database, { table, deleted }: Store, ownerId: number, key: string): void {
  const { changes } = db.run(`DELETE FROM ${table} WHERE ownerId = :ownerId AND key = :key`, {
    ownerId,
    key,
  });
  if (changes === 0) throw unknown('key');
  deleted(ownerId, key);
}

type Input = Readonly<Record<'home' | 'device', number>> & { readonly key: string; readonly value: unknown };

function handlersOf(db: Database, owner: 'home' | 'device', store: Store): Handlers<CloudIdentity> {
  const { table, need } = store;
  return {
    [`${owner}KeyValues.list`]: (input: Input & { keyPrefix?: string }, { identity }) => {
      need(identity, input[owner]);
      const all = list(db, table, input[owner]);
      return { body: all.filter(({ key }) => key.startsWith(input.keyPrefix ?? '')).map(pairJson) };
    },

    [`${owner}KeyValues.get`]: (input: Input, { identity }) => {
      need(identity, input[owner]);
      const pair = list(db, table, input[owner]).find(({ key }) => key === input.key);
      if (!pair) throw unknown('key');
      return { body: pairJson(pair) };
    },

    [`${owner}KeyValues.set`]: (input: Input, { identity }) => {
      need(identity, input[owner]);
      needAbility(identity, 'writeKeyValues');
      save(db, store, input[owner], input.key, input.value);
      return {};
    },

    [`${owner}KeyValues.delete`]: (input: Input, { identity }) => {
      need(identity, input[owner]);
      needAbility(identity, 'writeKeyValues');
      remove(db, store, input[owner], input.key);
      return {};
    },
  };
}

function pairJson({ key, value, modificationTime }: Pair): object {
  return { key, value: JSON.parse(value) as unknown, modificationTime };
}
