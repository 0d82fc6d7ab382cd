import type { CredentialProvider, ProvideContext } from '@bimodal/auth-core';
import {
  modeCloudKey,
  RateLimitError,
  StatusError,
  type Credential,
  type IotClient,
  type StartedSession,
} from '@bimodal/iot-client';
import { signedOut } from '../http/signed-out.ts';
import type { Session, Sessions } from '../sessions/sessions.ts';
import type { ModeUsers } from './mode-users.ts';

/** What it takes to sign a user in at MODE. */
export interface SignInAtMode {
  /** With a project key that may handle users. */
  readonly cloud: IotClient;
  readonly users: ModeUsers;
  readonly sessions: Sessions;
  readonly projectId: number;
  readonly appId: string;
  readonly origin: string;
}

/** The token that a session has; a new one where there is none, or the platform refuses it. */
export class SessionCredential implements CredentialProvider {
  readonly name = 'account gateway';
  readonly #mode: SignInAtMode;
  readonly #session: Session;
  readonly #leave: (token: string) => Promise<void>;
  #token: string | undefined;

  /** @param leave ends a session at MODE. */
  constructor(mode: SignInAtMode, session: Session, leave: (token: string) => Promise<void>) {
    this.#mode = mode;
    this.#session = session;
    this.#leave = leave;
    this.#token = session.modeToken;
  }

  async provide({ refused }: ProvideContext): Promise<Credential> {
    const { sessions, origin } = this.#mode;
    if (refused !== undefined) {
      // Another process may have met the refusal before, and have a new one.
      const stored = await sessions.modeTokenOf(this.#session);
      this.#token = stored === this.#token ? undefined : stored;
    }
    if (this.#token !== undefined) return modeCloudKey(this.#token, { kind: 'user', origin });
    const started = await this.#start();
    if (!(await sessions.setModeToken(this.#session, started.token))) {
      // The person signed out meanwhile: nobody would end this one.
      await this.#leave(started.token);
      throw signedOut();
    }
    this.#token = started.token;
    return started.credential;
  }

  async #start(): Promise<StartedSession> {
    const { users } = this.#mode;
    const { account } = this.#session;
    try {
      const userId = await users.idOf(account);
      return await this.#signIn(userId).catch(async (error: unknown) => {
        if (!isRefusal(error)) throw error;
        // Whoever was deleted at MODE begins anew there, without what was theirs.
        const other = await users.replacementOf(account, userId);
        if (other === undefined) throw error;
        return this.#signIn(other);
      });
    } catch (error) {
      if (!isRefusal(error)) throw error;
      // It is the project's key that was refused, and not whoever asked: that is no status for them.
      throw new Error(error.message, { cause: error });
    }
  }

  async #signIn(userId: number): Promise<StartedSession> {
    const { cloud, projectId, appId } = this.#mode;
    return cloud.sessions.create({ projectId, appId, userId });
  }
}

function isRefusal(error: unknown): error is StatusError {
  return StatusError.isInstance(error) && !RateLimitError.isInstance(error);
}
