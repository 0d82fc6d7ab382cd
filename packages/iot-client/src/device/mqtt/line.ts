import {
  AuthenticationError,
  BimodalError,
  CallerError,
  Credential,
  CredentialError,
  ConnectionError,
  type CredentialProvider,
} from '@bimodal/auth-core';
import { cloud } from '../../platform/platform.ts';
import { orAborted } from '../or-aborted.ts';
import { addressBeside, addressFor, type MqttAddress } from './address.ts';
import { openSession } from './open-session.ts';
import type { MqttSession } from './session.ts';

export interface LineOptions {
  readonly device: number;
  readonly provider: CredentialProvider;
  /** Where it was told to connect to. */
  readonly address: MqttAddress | undefined;
  /** Whether the environment's address may be one that nothing encrypts. */
  readonly allowInsecure: boolean;
  readonly baseUrl: string | undefined;
  readonly ca: string | undefined;
}

/** The one MQTT connection of a device: made when it is needed, anew when it was lost, with a credential asked for anew. */
export class MqttLine {
  readonly #options: LineOptions;
  readonly #stop = new AbortController();
  #session: Promise<MqttSession> | undefined;

  constructor(options: LineOptions) {
    this.#options = options;
  }

  /** The session there is, or a new one. Those who ask while it is being made get the same. */
  session(): Promise<MqttSession> {
    if (this.#stop.signal.aborted) {
      return Promise.reject(new ConnectionError('The device is closed.', { sent: false }));
    }
    if (this.#session !== undefined) return this.#session;
    const { signal } = this.#stop;
    const connected = this.#open();
    // One that comes too late is not left behind.
    connected.then(
      async (session) => signal.aborted && (await session.end()),
      () => {},
    );
    const opening = orAborted(connected, signal);
    this.#session = opening;
    const forget = () => {
      if (this.#session === opening) this.#session = undefined;
    };
    opening.then((session) => session.onEnd(forget), forget);
    return opening;
  }

  /** Says goodbye. */
  async close(): Promise<void> {
    this.#stop.abort();
    const session = await this.#session?.catch(() => undefined);
    await session?.end();
  }

  async #open(): Promise<MqttSession> {
    const credential = await this.#credential(undefined);
    try {
      return await this.#connect(credential);
    } catch (error) {
      if (!AuthenticationError.isInstance(error)) throw error;
      const other = await this.#credential(credential);
      if (other === credential) throw error;
      return this.#connect(other);
    }
  }

  #connect(credential: Credential): Promise<MqttSession> {
    const { device, address, allowInsecure, baseUrl, ca } = this.#options;
    if (credential.kind !== undefined && credential.kind !== 'device') {
      throw new CallerError(`MQTT is for a device's own key, and this is one of kind ${credential.kind}.`, {
        kind: credential.kind,
        takes: ['device'],
      });
    }
    const told = address ?? addressBeside(credential, allowInsecure);
    const login = { device, credential, address: addressFor(credential, told, baseUrl), ca };
    return openSession(login, this.#stop.signal);
  }

  async #credential(refused: Credential | undefined): Promise<Credential> {
    let found;
    try {
      found = await this.#options.provider.provide({ refused });
    } catch (cause) {
      if (BimodalError.isInstance(cause)) throw cause;
      throw new CredentialError(
        `No credential for ${cloud.name}: its provider failed, see the cause. Nothing was sent.`,
        { cause },
      );
    }
    if (Credential.isInstance(found)) return found;
    throw new CredentialError(
      `No credential for ${cloud.name}: ${found.lookedFor}. ${cloud.credentialAdvice}`,
    );
  }
}
