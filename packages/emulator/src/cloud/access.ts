import type { Handlers } from '../server/platform.ts';
import { Documents } from './documents.ts';
import type { CloudIdentity } from './identity.ts';
import type { CloudParts } from './parts.ts';
import { needAbility, needProject } from './permissions.ts';
import { ranged, type RangeInput } from './range.ts';
import { denied, missing } from './reasons.ts';

interface GroupFilter {
  readonly projectId?: number;
  readonly readableByUserID?: number;
  readonly memberUserId?: number;
}

/** Nothing public says how groups and permissions are written: the emulator has none. */
export function access({ db }: CloudParts): Handlers<CloudIdentity> {
  const groups = new Documents(db, 'accessControlGroup');
  const permissions = new Documents(db, 'permission');
  return {
    'accessControlGroups.list': (input: RangeInput & GroupFilter, { identity }) => {
      const { projectId, readableByUserID, memberUserId } = input;
      const said = [projectId, readableByUserID, memberUserId].filter((each) => each !== undefined);
      if (said.length !== 1) throw missing('Give one of projectId, readableByUserID and memberUserId.');
      if (projectId !== undefined) needProject(identity, projectId);
      needAbility(identity, 'administer');
      if (!('projectId' in identity)) throw denied('This is for users and project keys.');
      return ranged(
        groups.list(identity.projectId).map(({ json }) => json),
        input,
      );
    },

    'permissions.list': (input: { projectId: number }, { identity }) => {
      needProject(identity, input.projectId);
      return { body: permissions.list(input.projectId).map(({ json }) => json) };
    },
  };
}
