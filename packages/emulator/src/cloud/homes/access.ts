import type { Handlers } from '../../server/platform.ts';
import { membersOf } from './access-control.ts';
import { Documents, type Json } from '../kernel/documents.ts';
import type { CloudIdentity } from '../kernel/identity.ts';
import type { CloudParts } from '../kernel/parts.ts';
import { needAbility, needProject } from './permissions.ts';
import { ranged, type RangeInput } from '../kernel/range.ts';
import { denied, missing } from '../kernel/reasons.ts';

interface GroupFilter {
  readonly projectId?: number;
  readonly readableByUserID?: number;
  readonly memberUserId?: number;
  readonly search?: string;
}

interface PermissionFilter {
  readonly projectId: number;
  readonly resourceId?: string;
  readonly userId?: number;
  readonly accessControlGroupId?: string;
}

/** Nothing public says how groups and permissions are written: the emulator has those that it was started with. */
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
      // Who may read a group is not known: here, its members.
      const member = memberUserId ?? readableByUserID;
      const found = groups
        .list(identity.projectId)
        .filter(({ json }) => member === undefined || membersOf(json).includes(member))
        .filter(({ json }) =>
          String(json['name'])
            .toLowerCase()
            .includes((input.search ?? '').toLowerCase()),
        );
      return ranged(
        found.map(({ json: { members: _, ...group } }) => group),
        input,
      );
    },

    'permissions.list': (input: PermissionFilter, { identity }) => {
      needProject(identity, input.projectId);
      const { resourceId, userId, accessControlGroupId } = input;
      const isOf = (json: Json, type: string, id: string | number | undefined): boolean =>
        id === undefined || (json['principalType'] === type && String(json['principalId']) === String(id));
      const found = permissions
        .list(input.projectId)
        .map(({ json }) => json)
        .filter((json) => resourceId === undefined || json['resourceIdentifier'] === resourceId)
        .filter(
          (json) => isOf(json, 'user', userId) && isOf(json, 'accessControlGroup', accessControlGroupId),
        );
      return { body: found };
    },
  };
}
