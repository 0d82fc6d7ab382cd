import type { Database } from '../../state/database.ts';

/** The homes that a user is a member of. */
export function homesOfUser(db: Database, userId: number): readonly number[] {
  return db
    .all<{ homeId: number }>('SELECT homeId FROM member WHERE userId = :userId', { userId })
    .map(({ homeId }) => homeId);
}

/** The home that a device is in, if it is in one. */
export function homesOfDevice(db: Database, deviceId: number): readonly number[] {
  return db
    .all<{ homeId: number }>('SELECT homeId FROM device WHERE id = :deviceId AND homeId IS NOT NULL', {
      deviceId,
    })
    .map(({ homeId }) => homeId);
}
