import type { Handlers } from '../server/platform.ts';
import { Refusal } from '../server/refusal.ts';
import type { CloudIdentity } from './identity.ts';
import type { CloudParts } from './parts.ts';
import { needAbility, needDevice } from './permissions.ts';
import { denied } from './reasons.ts';
import { present } from './row.ts';

export function messages({ db, hub }: CloudParts): Handlers<CloudIdentity> {
  return {
    'devices.sendEvent': (
      input: { device: number; eventType: string; eventData?: Record<string, unknown> },
      { identity, ip },
    ) => {
      needDevice(db, identity, input.device);
      const { device: id, eventType, eventData } = input;
      const row = db.get<{ homeId: number | null }>('SELECT homeId FROM device WHERE id = :id', { id });
      // A device in no home talks to nobody.
      if (row && row.homeId !== null) hub.tell(row.homeId, eventType, eventData, { deviceId: id, ip });
      return {};
    },

    'devices.sendCommand': (
      input: { device: number; action: string; parameters?: Record<string, unknown> },
      { identity },
    ) => {
      needDevice(db, identity, input.device);
      needAbility(identity, 'sendCommands');
      const { device, action, parameters } = input;
      if (!hub.command(device, present({ action, parameters }))) {
        throw new Refusal(403, 'The device is not connected.', { code: 'DEVICE_OFFLINE' });
      }
      return {};
    },

    'devices.streamCommands': (input: { device: number }, { identity, ip }) => {
      needDevice(db, identity, input.device);
      return { upgrade: (socket) => hub.connect(socket, input.device, ip) };
    },

    'events.stream': (_input, { identity }) => {
      if (identity.kind !== 'user') throw denied('This is for users.');
      return { upgrade: (socket) => hub.watch(socket, identity.userId, identity.sessionId) };
    },
  };
}
