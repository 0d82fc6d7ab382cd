import type { Handlers } from '../../server/platform.ts';
import type { CloudIdentity } from '../kernel/identity.ts';
import type { CloudParts } from '../kernel/parts.ts';
import { needAbility, needDevice, needHome, needProject } from '../homes/permissions.ts';
import { ranged, type RangeInput } from '../kernel/range.ts';
import { denied, missing } from '../kernel/reasons.ts';
import { present } from '../kernel/row.ts';

export const deviceColumns =
  'id, projectId, creationTime, name, tag, deviceClass, homeId, claimTime, claimExpirationTime, lastConnectTime, lastDisconnectTime, channel, bundleInstalled, bundleInstallTime';

export function devices({ db, hub }: CloudParts): Handlers<CloudIdentity> {
  const describe = (row: { readonly id: number }) =>
    present({ ...row, isConnected: hub.isConnected(row.id) });
  return {
    // Clients were seen to take the answer for the whole list, without looking at a range: so it is cut only when asked.
    'devices.list': (input: RangeInput & { homeId: number }, { identity }) => {
      const { homeId } = input;
      needHome(db, identity, homeId);
      const rows = db.all<{ id: number }>(
        `SELECT ${deviceColumns} FROM device WHERE homeId = :homeId ORDER BY id`,
        { homeId },
      );
      const all = rows.map(describe);
      return input.skip === undefined && input.limit === undefined ? { body: all } : ranged(all, input);
    },

    'devices.get': (input: { device: number }, { identity }) => {
      needDevice(db, identity, input.device);
      const row = db.get<{ id: number }>(`SELECT ${deviceColumns} FROM device WHERE id = :id`, {
        id: input.device,
      });
      return { body: row && describe(row) };
    },

    'devices.listInProject': (
      input: RangeInput & { projectId: number; deviceClass?: string },
      { identity },
    ) => {
      needProject(identity, input.projectId);
      const rows = db.all<{ id: number }>(
        `SELECT ${deviceColumns} FROM device WHERE projectId = :projectId
         AND (:deviceClass IS NULL OR deviceClass = :deviceClass) ORDER BY id`,
        { projectId: input.projectId, deviceClass: input.deviceClass ?? null },
      );
      return ranged(rows.map(describe), input);
    },

    'devices.update': (
      input: { device: number; name?: string; tag?: string; homeId?: number; claimCode?: string },
      { identity },
    ) => {
      needDevice(db, identity, input.device);
      needAbility(identity, 'administer');
      const { device: id, name = null, tag = null, homeId = null, claimCode = null } = input;
      if ((homeId ?? claimCode) !== null && identity.kind !== 'project') {
        throw denied('Project keys move devices and set their claim codes.');
      }
      if (homeId !== null) needHome(db, identity, homeId);
      // Source: observed (MODE's own app asks for as many characters).
      if (claimCode !== null && (claimCode.length < 16 || claimCode.length > 100)) {
        throw missing('A claim code has 16 to 100 characters.');
      }
      db.run(
        `UPDATE device SET name = coalesce(:name, name), tag = coalesce(:tag, tag),
         homeId = coalesce(:homeId, homeId), claimCode = coalesce(:claimCode, claimCode) WHERE id = :id`,
        { id, name, tag, homeId, claimCode },
      );
      return {};
    },

    // Where a device's firmware is described is the console's business: nothing is here.
    'configSchemas.list': (input: { device: number }, { identity }) => {
      needDevice(db, identity, input.device);
      return { body: [] };
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
