import { Call, modeCloudKey, type CallOptions, type Caller, type Credential } from '@bimodal/auth-core';
import type { CreateSessionInput, SignedIn } from './gen/models.ts';
import { SessionOperations } from './gen/sessions.ts';
import type { Origin } from './origin.ts';

/** A session that was just started, with the credential to call as its user. */
export interface StartedSession extends SignedIn {
  /** For a client of the user's own: `client.withOptions({ credential })`. It is bound to the platform that made it. */
  readonly credential: Credential;
}

/** Sessions of users. */
export class Sessions extends SessionOperations {
  readonly #origin: Origin;

  constructor(caller: Caller, origin: Origin) {
    super(caller);
    this.#origin = origin;
  }

  /**
   * Starts a session for a user of a project that brings its own users. The project key needs the ability to handle them.
   *
   * ```ts
   * const session = await cloud.sessions.create({ projectId, appId, userId });
   * const user = cloud.withOptions({ credential: session.credential });
   * ```
   *
   * Source: inferred. That there is such a call is documented, its fields are not.
   *
   * @throws PermissionError if the key may not, or there is no such user or app.
   */
  override create(input: CreateSessionInput, options?: CallOptions): Call<StartedSession> {
    const started = super.create(input, options).withResponse();
    return new Call(
      started.then((answer) => {
        const { token, expirationTime } = answer.data;
        const expiresAt = expirationTime == null ? {} : { expiresAt: new Date(expirationTime) };
        const credential = modeCloudKey(token, { kind: 'user', ...this.#origin(), ...expiresAt });
        return { ...answer, data: { ...answer.data, credential } };
      }),
    );
  }
}
