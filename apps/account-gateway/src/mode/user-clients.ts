import {
  cached,
  modeCloudKey,
  type Credential,
  type CredentialProvider,
  type ProvideContext,
} from '@bimodal/auth-core';
import type { IotClient } from '@bimodal/iot-client';
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

/** Clients that call MODE as the people who are signed in here. Their tokens never leave the server. */
export class UserClients {
  readonly #mode: SignInAtMode;
  readonly #clients = new Map<string, IotClient>();

  constructor(mode: SignInAtMode) {
    this.#mode = mode;
  }

  /** The client of a session. All share the connections of the first. */
  of(session: Session): IotClient {
    const known = this.#clients.get(session.id);
    if (known) return known;
    const credential = cached(new SessionCredential(this.#mode, session));
    const client = this.#mode.cloud.withOptions({ credential });
    this.#clients.set(session.id, client);
    return client;
  }

  /** The sessions that have a client. */
  ids(): readonly string[] {
    return [...this.#clients.keys()];
  }

  /** Forgets the client of a session that is over. */
  forget(id: string): void {
    this.#clients.delete(id);
  }
}

/** The token that a session has; a new one where there is none, or the platform refuses it. */
class SessionCredential implements CredentialProvider {
  readonly name = 'account gateway';
  readonly #mode: SignInAtMode;
  readonly #session: Session;
  #token: string | undefined;

  constructor(mode: SignInAtMode, session: Session) {
    this.#mode = mode;
    this.#session = session;
    this.#token = session.modeToken;
  }

  async provide({ refused }: ProvideContext): Promise<Credential> {
    const { cloud, users, sessions, projectId, appId, origin } = this.#mode;
    if (this.#token !== undefined && refused === undefined) {
      return modeCloudKey(this.#token, { kind: 'user', origin });
    }
    const userId = await users.idOf(this.#session.account);
    const started = await cloud.sessions.create({ projectId, appId, userId });
    await sessions.setModeToken(this.#session, started.token);
    this.#token = started.token;
    return started.credential;
  }
}
