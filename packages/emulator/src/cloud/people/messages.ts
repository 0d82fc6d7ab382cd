import type { Handlers } from '../../server/platform.ts';
import { Refusal } from '../../server/refusal.ts';
import type { Watched } from '../devices/hub.ts';
import { homesOfDevice, homesOfUser } from '../homes/home-ids.ts';
import type { CloudIdentity } from '../kernel/identity.ts';
import type { CloudParts } from '../kernel/parts.ts';
import { needAbility, needDevice } from '../homes/permissions.ts';
import { denied } from '../kernel/reasons.ts';
import { present } from '../kernel/row.ts';

/** An event, as a device sends it. */
export interface SentEvent {
  readonly eventType: string;
  readonly eventData?: Readonly<Record<string, unknown>>;
}

/** Tells the home of a device of its event; a device in no home talks to nobody. */
export function takeEvent({ db, hub }: CloudParts, deviceId: number, ip: string, event: SentEvent): void {
  const row = db.get<{ homeId: number | null }>('SELECT homeId FROM device WHERE id = :deviceId', {
    deviceId,
  });
  if (!row || row.homeId === null) return;
  hub.tell(row.homeId, event.eventType, event.eventData, { deviceId, ip });
}

export function messages(parts: CloudParts): Handlers<CloudIdentity> {
  const { db, hub } = parts;
  return {
    'devices.sendEvent': (
      input: { device: number; eventType: string; eventData?: Record<string, unknown> },
      { identity, ip },
    ) => {
      needDevice(db, identity, input.device);
      takeEvent(parts, input.device, ip, input);
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
      return {
        upgrade: (socket) => hub.connect(socket, input.device, ip),
        party: { device: input.device, homes: () => homesOfDevice(db, input.device) },
      };
    },

    'events.stream': ({ homeId, deviceId }: Watched, { identity }) => {
      if (identity.kind !== 'user') throw denied('This is for users.');
      const { userId, sessionId } = identity;
      return {
        upgrade: (socket) => hub.watch({ socket, userId, sessionId, homeId, deviceId }),
        party: { homes: () => homesOfUser(db, userId) },
      };
    },
  };
}
