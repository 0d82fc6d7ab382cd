import type { Handlers } from '../server/platform.ts';
import type { CloudIdentity } from './identity.ts';
import type { CloudParts } from './parts.ts';
import { needAbility, needDevice, needHome } from './permissions.ts';
import { ranged, type RangeInput } from './range.ts';
import { present } from './row.ts';

const columns =
  'id, projectId, creationTime, name, tag, deviceClass, homeId, lastConnectTime, lastDisconnectTime';

export function devices({ db, hub }: CloudParts): Handlers<CloudIdentity> {
  const describe = (row: { readonly id: number }) =>
    present({ ...row, isConnected: hub.isConnected(row.id) });
  return {
    // Clients were seen to take the answer for the whole list, without looking at a range: so it is cut only when asked.
    'devices.list': (input: RangeInput & { homeId: number }, { identity }) => {
      const { homeId } = input;
      needHome(db, identity, homeId);
      const rows = db.all<{ id: number }>(
        `SELECT ${columns} FROM device WHERE homeId = :homeId ORDER BY id`,
        { homeId },
      );
      const all = rows.map(describe);
      return input.skip === undefined && input.limit === undefined ? { body: all } : ranged(all, input);
    },

    'devices.get': (input: { device: number }, { identity }) => {
      needDevice(db, identity, input.device);
      const row = db.get<{ id: number }>(`SELECT ${columns} FROM device WHERE id = :id`, {
        id: input.device,
      });
      return { body: row && describe(row) };
    },

    'devices.update': (input: { device: number; name?: string; tag?: string }, { identity }) => {
      needDevice(db, identity, input.device);
      needAbility(identity, 'administer');
      db.run('UPDATE device SET name = coalesce(:name, name), tag = coalesce(:tag, tag) WHERE id = :id', {
        id: input.device,
        name: input.name ?? null,
        tag: input.tag ?? null,
      });
      return {};
    },

    'devices.delete': (input: { device: number }, { identity }) => {
      needDevice(db, identity, input.device);
      needAbility(identity, 'administer');
      const id = input.device;
      if (identity.kind === 'user') {
        db.run('UPDATE device SET homeId = NULL WHERE id = :id', { id });
      } else {
        db.run('DELETE FROM device WHERE id = :id', { id });
        hub.endDevice(id);
      }
      return {};
    },
  };
}
