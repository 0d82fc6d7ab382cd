import { cached } from '@bimodal/auth-core';
import { AuthenticationError, modeCloudKey, type IotClient } from '@bimodal/iot-client';
import type { Session } from '../sessions/sessions.ts';
import { SessionCredential, type SignInAtMode } from './session-credential.ts';

/** Milliseconds that somebody waits for MODE. */
const patience = 20_000;
/** And that somebody who leaves does. */
const farewell = 5000;

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
    const credential = cached(new SessionCredential(this.#mode, session, (token) => this.leave(token)));
    const client = this.#mode.cloud.withOptions({ credential, timeout: patience });
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

  /** Ends a session at MODE. @throws BimodalError where MODE cannot be told; it ends there by itself, some day. */
  async leave(token: string): Promise<void> {
    const { cloud, origin } = this.#mode;
    const client = cloud.withOptions({ credential: modeCloudKey(token, { kind: 'user', origin }) });
    try {
      await client.sessions.delete({}, { timeout: farewell });
    } catch (error) {
      // It is over there, too.
      if (!AuthenticationError.isInstance(error)) throw error;
    }
  }
}
