import type { Handlers } from '../../server/platform.ts';
import type { CloudIdentity } from '../kernel/identity.ts';

/** A wrong key is answered like a missing one, with 200: so does the platform. */
export const credentials: Handlers<CloudIdentity> = {
  'credentials.identify': (_input, { identity }) => ({ body: describe(identity) }),
};

function describe(identity: CloudIdentity): Record<string, unknown> {
  switch (identity.kind) {
    case 'user':
      return { type: 'user', userId: identity.userId, appId: identity.appId, projectId: identity.projectId };
    case 'device':
      return { type: 'device', deviceId: identity.deviceId, projectId: identity.projectId };
    case 'project':
      return { type: 'project key', projectKeyName: identity.keyName, projectId: identity.projectId };
    case 'nobody':
      return { type: 'nobody' };
  }
}
