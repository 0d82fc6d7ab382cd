import { ConnectionError, PermissionError } from '@bimodal/auth-core';
import { handedOn } from '@bimodal/auth-core/internal';
import type { MqttClient } from 'mqtt';
import { moment, type Moment } from '../../streams/moment.ts';

type Listener = (payload: string) => void;
type Confirm = (error?: Error | null) => void;

/** Milliseconds that the platform has to confirm a message. Source: observed (MODE's Go client). */
const patience = 15_000;
/** Milliseconds for what is under way when the session is ended. */
const farewell = 1_000;

/** One MQTT connection that the platform has accepted. It ends once, and is not made anew. */
export class MqttSession {
  readonly #client: MqttClient;
  readonly #listeners = new Map<string, Set<Listener>>();
  /** What is to be told of the end. */
  readonly #ending = new Set<() => void>();
  #lastHeard = moment();
  #isClosed = false;

  constructor(client: MqttClient) {
    this.#client = client;
    client.on('packetreceive', () => {
      this.#lastHeard = moment();
    });
    client.on('message', (topic, payload) => {
      for (const listener of this.#listeners.get(topic) ?? []) listener(payload.toString('utf8'));
    });
    client.once('close', () => {
      this.#isClosed = true;
      for (const tell of this.#ending) tell();
      // Its timers and what it kept go with it.
      client.end(true);
    });
  }

  get lastHeard(): Moment {
    return this.#lastHeard;
  }

  /** Called once the connection has ended, however it did; at once where it has. */
  onEnd(tell: () => void): () => void {
    if (this.#isClosed) queueMicrotask(tell);
    else this.#ending.add(tell);
    return () => void this.#ending.delete(tell);
  }

  /**
   * Fulfilled once the platform has confirmed the message (QoS 1), or once it was written (QoS 0).
   *
   * @throws ConnectionError where it did not, whether or not it has it.
   */
  publish(topic: string, payload: string | Uint8Array, qos: 0 | 1 = 1): Promise<void> {
    // Bytes of one's own: whoever gave them may use theirs for what comes next.
    const message = typeof payload === 'string' ? payload : Buffer.from(payload);
    return this.#confirmed((confirm) => {
      this.#client.publish(topic, message, handedOn({ qos }), (error) => confirm(error));
    });
  }

  /** @throws PermissionError where the platform refuses it, ConnectionError where it does not answer. */
  async subscribe(topic: string, listener: Listener): Promise<void> {
    // What comes with the confirmation is heard, too.
    const listeners = this.#listeners.get(topic) ?? new Set();
    this.#listeners.set(topic, listeners.add(listener));
    try {
      await this.#confirmed((confirm) => {
        this.#client.subscribe(topic, handedOn({ qos: 0 as const }), (error, granted) => {
          const isRefused = error !== null || granted?.some(({ qos }) => qos >= 128) === true;
          confirm(isRefused && !this.#isClosed ? refused(topic, error) : error);
        });
      });
    } catch (error) {
      this.unsubscribe(topic, listener);
      throw error;
    }
  }

  unsubscribe(topic: string, listener: Listener): void {
    const listeners = this.#listeners.get(topic);
    listeners?.delete(listener);
    if (listeners?.size !== 0) return;
    this.#listeners.delete(topic);
    // Whether it is confirmed makes no difference: nobody listens.
    if (!this.#isClosed) this.#client.unsubscribe(topic, () => {});
  }

  ping(): void {
    this.#client.sendPing();
  }

  /** Says goodbye once what is under way was confirmed; drops the connection where that takes long. */
  end(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#isClosed) return resolve();
      const drop = setTimeout(() => this.destroy(), farewell);
      this.#ending.add(() => {
        clearTimeout(drop);
        resolve();
      });
      this.#client.end(false);
    });
  }

  /** Drops the connection at once. */
  destroy(): void {
    this.#client.stream.destroy();
  }

  #confirmed(start: (confirm: Confirm) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const confirm = (error?: Error | null) => {
        clearTimeout(timer);
        this.#ending.delete(lost);
        if (error == null) resolve();
        else reject(PermissionError.isInstance(error) ? error : unconfirmed(error));
      };
      const lost = () => confirm(unconfirmed());
      const timer = setTimeout(() => this.destroy(), patience);
      if (this.#isClosed) return lost();
      this.#ending.add(lost);
      start(confirm);
    });
  }
}

/** What is said of a message whose fate is not known. */
export function unconfirmed(cause?: Error): ConnectionError {
  if (ConnectionError.isInstance(cause)) return cause;
  return new ConnectionError('The MQTT connection ended before the platform had confirmed.', {
    sent: true,
    retryable: true,
    cause,
  });
}

function refused(topic: string, cause: Error | null): PermissionError {
  return new PermissionError(`The platform refuses the device's subscription to ${topic}.`, {
    status: 403,
    code: 'SUBACK 128',
    attempts: 1,
    cause,
  });
}
