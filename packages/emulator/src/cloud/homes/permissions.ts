import type { Operation } from '@bimodal/contract/runtime';
import { allows } from '../../server/allows.ts';
import type { Database } from '../../state/database.ts';
import type { Ability, CloudIdentity } from '../kernel/identity.ts';
import { denied, membersOnly, unable, unauthenticated, unknown } from '../kernel/reasons.ts';

/** Refuses who is not among the operation's callers. */
export function authorise(operation: Operation, identity: CloudIdentity): void {
  // Where no key is needed, one does no harm.
  if (allows(operation, identity.kind) || allows(operation, 'nobody')) return;
  if (identity.kind === 'nobody') throw unauthenticated(identity.sentKey);
  throw denied(`${operation.id} takes ${(operation.callers ?? []).join(' or ')}, not ${identity.kind}.`);
}

/** Refuses a project key that lacks the ability; others pass. */
export function needAbility(identity: CloudIdentity, ability: Ability): void {
  if (identity.kind === 'project' && !identity.abilities.has(ability)) throw unable(ability);
}

/** Refuses who does not belong to the project; to them it does not exist. */
export function needProject(identity: CloudIdentity, projectId: number): void {
  if (identity.kind === 'nobody') throw unauthenticated(identity.sentKey);
  if (identity.projectId !== projectId) throw denied('That is another project.');
}

/** Refuses users who are no members of the home, and devices that are not in it. */
export function needHome(db: Database, identity: CloudIdentity, homeId: number): void {
  const home = db.get<{ projectId: number }>('SELECT projectId FROM home WHERE id = :homeId', { homeId });
  if (!home || !('projectId' in identity) || identity.projectId !== home.projectId) throw unknown('home');
  if (identity.kind === 'project') return;
  const belongs =
    identity.kind === 'user'
      ? db.get('SELECT 1 FROM member WHERE homeId = :homeId AND userId = :userId', {
          homeId,
          userId: identity.userId,
        })
      : db.get('SELECT 1 FROM device WHERE homeId = :homeId AND id = :id', { homeId, id: identity.deviceId });
  if (!belongs) throw membersOnly();
}

/** Refuses users who are no members of the device's home, and other devices. */
export function needDevice(db: Database, identity: CloudIdentity, deviceId: number): void {
  const device = db.get<{ projectId: number; homeId: number | null }>(
    'SELECT projectId, homeId FROM device WHERE id = :deviceId',
    { deviceId },
  );
  if (!device || !('projectId' in identity) || identity.projectId !== device.projectId)
    throw unknown('device');
  if (identity.kind === 'device' && identity.deviceId !== deviceId)
    throw denied('A device sees itself only.');
  if (identity.kind !== 'user') return;
  if (device.homeId === null) throw membersOnly();
  needHome(db, identity, device.homeId);
}

/** Refuses users who do not own the home; others pass as `needHome` lets them. */
export function needOwner(db: Database, identity: CloudIdentity, homeId: number): void {
  needHome(db, identity, homeId);
  if (identity.kind !== 'user') return;
  const owns = db.get("SELECT 1 FROM member WHERE homeId = :homeId AND userId = :userId AND role = 'owner'", {
    homeId,
    userId: identity.userId,
  });
  if (!owns) throw denied('This is for owners of the home.');
}

/** Whether somebody sees what is in a home, or in none: users see what is in theirs. */
export function isVisible(
  db: Database,
  identity: CloudIdentity,
  { homeId }: { readonly homeId: number | null },
): boolean {
  if (identity.kind !== 'user' || homeId === null) return true;
  const { userId } = identity;
  return (
    db.get('SELECT 1 FROM member WHERE homeId = :homeId AND userId = :userId', { homeId, userId }) !==
    undefined
  );
}
