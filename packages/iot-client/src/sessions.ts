import {
  Call,
  modeCloudKey,
  type Answer,
  type CallOptions,
  type Caller,
  type Credential,
} from '@bimodal/auth-core';
import { SecondStepError } from './errors/second-step-error.ts';
import type {
  CreateSessionInput,
  CreateSessionWithCodeInput,
  CreateSessionWithPasswordInput,
  SignedIn,
} from './gen/models.ts';
import { SessionOperations } from './gen/sessions.ts';
import type { Origin } from './origin.ts';

/** A session that was just started, with the credential to call as its user. */
export interface StartedSession extends SignedIn {
  /** The session token: the key that the user calls with from now on. */
  readonly token: string;
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
    return this.#started('sessions.create', super.create(input, options));
  }

  /**
   * Signs a user in with the code that `sessions.sendCode` sent them. It goes without a credential.
   *
   * Source: observed.
   *
   * @throws PermissionError for a wrong code (`INVALID_AUTH_CODE`). @throws SecondStepError
   */
  override createWithCode(input: CreateSessionWithCodeInput, options?: CallOptions): Call<StartedSession> {
    return this.#started('sessions.createWithCode', super.createWithCode(input, options));
  }

  /**
   * Signs a user in with email and password. It goes without a credential.
   *
   * ```ts
   * const session = await cloud.sessions.createWithPassword({ projectId, appId, email, password });
   * const user = cloud.withOptions({ credential: session.credential });
   * ```
   *
   * Source: observed.
   *
   * @throws PermissionError for a wrong password (`INCORRECT_PASSWORD`), an unknown or unverified address.
   * @throws SecondStepError where the user signs in in two steps.
   */
  override createWithPassword(
    input: CreateSessionWithPasswordInput,
    options?: CallOptions,
  ): Call<StartedSession> {
    return this.#started('sessions.createWithPassword', super.createWithPassword(input, options));
  }

  #started(operation: string, call: Call<SignedIn>): Call<StartedSession> {
    return new Call(call.withResponse().then((answer) => this.#session(operation, answer)));
  }

  #session(operation: string, answer: Answer<SignedIn>): Answer<StartedSession> {
    const { token, auth2FToken, expirationTime } = answer.data;
    if (token == null) throw new SecondStepError(operation, auth2FToken ?? undefined, answer.status);
    // A date that cannot be read is no reason to lose the session that came with it.
    const end = new Date(expirationTime ?? Number.NaN);
    const expiresAt = Number.isNaN(end.getTime()) ? {} : { expiresAt: end };
    const credential = modeCloudKey(token, { kind: 'user', ...this.#origin(), ...expiresAt });
    return { ...answer, data: { ...answer.data, token, credential } };
  }
}
