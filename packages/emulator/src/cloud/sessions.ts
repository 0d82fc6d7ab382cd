import type { Handlers } from '../server/platform.ts';
import { Refusal } from '../server/refusal.ts';
import { now, nowInSeconds } from './clock.ts';
import type { CloudIdentity } from './identity.ts';
import type { CloudParts } from './parts.ts';
import { needAbility, needProject } from './permissions.ts';
import { denied } from './reasons.ts';

export function sessions({ db, tokens, hub }: CloudParts): Handlers<CloudIdentity> {
  return {
    'sessions.create': (input: { projectId: number; appId: string; userId: number }, { identity }) => {
      needProject(identity, input.projectId);
      needAbility(identity, 'handleUsers');
      const { projectId, appId, userId } = input;
      if (!db.get('SELECT 1 FROM app WHERE projectId = :projectId AND id = :appId', { projectId, appId })) {
        throw denied('The project has no such app.');
      }
      if (
        !db.get('SELECT 1 FROM user WHERE projectId = :projectId AND id = :userId', { projectId, userId })
      ) {
        throw new Refusal(403, 'The project has no such user.', { code: 'INVALID_USER_ID' });
      }
      const issuedAt = nowInSeconds();
      const { lastId } = db.run(
        'INSERT INTO session (userId, appId, issuedAt, creationTime) VALUES (:userId, :appId, :issuedAt, :now)',
        { userId, appId, issuedAt, now: now() },
      );
      return { body: { userId, token: tokens.issue({ type: 'user', id: lastId, issuedAt }) } };
    },

    'sessions.get': (_input, { identity }) => {
      if (identity.kind !== 'user') throw denied('This is for users.');
      const { sessionId, userId, appId, projectId } = identity;
      const row = db.get<{ creationTime: string }>('SELECT creationTime FROM session WHERE id = :sessionId', {
        sessionId,
      });
      return { body: { userId, appId, projectId, ...row } };
    },

    'sessions.delete': (_input, { identity }) => {
      if (identity.kind !== 'user') throw denied('This is for users.');
      db.run('DELETE FROM session WHERE id = :id', { id: identity.sessionId });
      hub.endSession(identity.sessionId);
      return {};
    },
  };
}
