import type { Handlers } from '../../server/platform.ts';
import { now } from '../kernel/clock.ts';
import { deviceColumns } from './devices.ts';
import type { CloudIdentity } from '../kernel/identity.ts';
import type { CloudParts } from '../kernel/parts.ts';
import { needDevice, needHome } from '../homes/permissions.ts';
import { conflict, missing, refused } from '../kernel/reasons.ts';
import { present } from '../kernel/row.ts';

/** Pre-provisioned devices: they let themselves be claimed for a while, and whoever has the code takes them home. */
export function claiming({ db, hub }: CloudParts): Handlers<CloudIdentity> {
  return {
    'devices.setClaimable': (
      input: { deviceId: number; claimable: boolean; duration?: number },
      { identity },
    ) => {
      needDevice(db, identity, input.deviceId);
      const { deviceId: id, claimable, duration } = input;
      if (claimable && duration === undefined) throw missing('Say for how many seconds.');
      const until = claimable ? new Date(Date.now() + (duration ?? 0) * 1000).toISOString() : null;
      db.run('UPDATE device SET claimExpirationTime = :until WHERE id = :id', { id, until });
      return { body: present({ claimExpirationTime: until }) };
    },

    'devices.claim': (input: { homeId: number; claimCode: string }, { identity }) => {
      needHome(db, identity, input.homeId);
      const { homeId, claimCode } = input;
      const device = db.get<{ id: number; homeId: number | null; claimExpirationTime: string | null }>(
        `SELECT id, homeId, claimExpirationTime FROM device WHERE claimCode = :claimCode
         AND projectId = (SELECT projectId FROM home WHERE id = :homeId)`,
        { claimCode, homeId },
      );
      if (!device || (device.claimExpirationTime ?? '') < now()) {
        throw refused('DEVICE_NOT_CLAIMABLE', 'No device with this code lets itself be claimed.');
      }
      const { id } = device;
      if (device.homeId === homeId) throw conflict('DEVICE_ALREADY_IN_HOME', 'It is in this home already.');
      db.run(
        'UPDATE device SET homeId = :homeId, claimTime = :now, claimExpirationTime = NULL WHERE id = :id',
        {
          id,
          homeId,
          now: now(),
        },
      );
      const row = db.get(`SELECT ${deviceColumns} FROM device WHERE id = :id`, { id }) ?? {};
      return { body: present({ ...row, isConnected: hub.isConnected(id) }) };
    },
  };
}
