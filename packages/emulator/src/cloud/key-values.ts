import type { Handlers } from '../server/platform.ts';
import { now } from './clock.ts';
import type { CloudIdentity } from './identity.ts';
import type { CloudParts } from './parts.ts';
import { needAbility, needDevice, needHome } from './permissions.ts';
import { missing, unknown } from './reasons.ts';

interface Pair {
  readonly key: string;
  readonly value: string;
  readonly modificationTime: string;
}

/** One of the two kinds of stores. */
interface Store {
  readonly table: 'homeKeyValue' | 'deviceKeyValue';
  /** Refuses who may not see it. */
  readonly need: (identity: CloudIdentity, ownerId: number) => void;
  /** Tells whom it concerns. */
  readonly saved: (ownerId: number, key: string, value: unknown) => void;
  readonly deleted: (ownerId: number, key: string) => void;
}

/** The key-value stores of homes and of devices. */
export function keyValues({ db, hub }: CloudParts): Handlers<CloudIdentity> {
  const homeOf = (id: number) =>
    db.get<{ homeId: number | null }>('SELECT homeId FROM device WHERE id = :id', { id })?.homeId;
  const tellOfDevice = (deviceId: number, eventType: string, eventData: object): void => {
    db.run('UPDATE device SET kvRevision = kvRevision + 1 WHERE id = :deviceId', { deviceId });
    const homeId = homeOf(deviceId);
    if (homeId != null) hub.tell(homeId, eventType, eventData, { deviceId });
  };
  const ofHomes = handlersOf({ db }, 'home', {
    table: 'homeKeyValue',
    need: (identity, id) => needHome(db, identity, id),
    saved: (id, key, value) => hub.tell(id, '_keyValueSaved_', { key, value }, {}),
    deleted: (id, key) => hub.tell(id, '_keyValueDeleted_', { key }, {}),
  });
  const ofDevices = handlersOf({ db }, 'device', {
    table: 'deviceKeyValue',
    need: (identity, id) => needDevice(db, identity, id),
    saved: (id, key, value) => tellOfDevice(id, '_deviceKVSaved_', { key, value }),
    deleted: (id, key) => tellOfDevice(id, '_deviceKVDeleted_', { key }),
  });
  return { ...ofHomes, ...ofDevices };
}

type Input = Readonly<Record<'home' | 'device', number>> & { readonly key: string; readonly value: unknown };

function handlersOf(
  { db }: Pick<CloudParts, 'db'>,
  owner: 'home' | 'device',
  { table, need, saved, deleted }: Store,
): Handlers<CloudIdentity> {
  const find = (ownerId: number, key: string) =>
    db.get<Pair>(
      `SELECT key, value, modificationTime FROM ${table} WHERE ownerId = :ownerId AND key = :key`,
      {
        ownerId,
        key,
      },
    );
  return {
    [`${owner}KeyValues.list`]: (input: Input & { keyPrefix?: string }, { identity }) => {
      need(identity, input[owner]);
      const all = db.all<Pair>(
        `SELECT key, value, modificationTime FROM ${table} WHERE ownerId = :ownerId ORDER BY key`,
        { ownerId: input[owner] },
      );
      return { body: all.filter(({ key }) => key.startsWith(input.keyPrefix ?? '')).map(pairJson) };
    },

    [`${owner}KeyValues.get`]: (input: Input, { identity }) => {
      need(identity, input[owner]);
      const pair = find(input[owner], input.key);
      if (!pair) throw unknown('key');
      return { body: pairJson(pair) };
    },

    [`${owner}KeyValues.set`]: (input: Input, { identity }) => {
      const { [owner]: ownerId, key, value } = input;
      need(identity, ownerId);
      needAbility(identity, 'writeKeyValues');
      if (value === undefined) throw missing('A value belongs to the key.');
      // Seen with colons in the middle, beside the documented letters, digits, `_` and `-`.
      if (!/^[a-z0-9]([a-z0-9_:-]*[a-z0-9])?$/i.test(key)) throw missing('That is no key.');
      db.run(
        `INSERT OR REPLACE INTO ${table} (ownerId, key, value, modificationTime)
         VALUES (:ownerId, :key, :value, :now)`,
        { ownerId, key, value: JSON.stringify(value), now: now() },
      );
      saved(ownerId, key, value);
      return {};
    },

    [`${owner}KeyValues.delete`]: (input: Input, { identity }) => {
      const { [owner]: ownerId, key } = input;
      need(identity, ownerId);
      needAbility(identity, 'writeKeyValues');
      if (!find(ownerId, key)) throw unknown('key');
      db.run(`DELETE FROM ${table} WHERE ownerId = :ownerId AND key = :key`, { ownerId, key });
      deleted(ownerId, key);
      return {};
    },
  };
}

export function pairJson({ key, value, modificationTime }: Pair): object {
  return { key, value: JSON.parse(value) as unknown, modificationTime };
}
