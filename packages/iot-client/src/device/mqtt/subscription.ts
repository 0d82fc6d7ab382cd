import type { Connection, ConnectionListener } from '../../streams/connection.ts';
import type { Moment } from '../../streams/moment.ts';
import type { MqttSession } from './session.ts';

/** One topic of a session as a connection of its own: everything that comes is kept until somebody listens. */
export class MqttSubscription implements Connection {
  readonly #session: MqttSession;
  readonly #topic: string;
  readonly #messages: string[] = [];
  readonly #forget: () => void;
  #listener: ConnectionListener | undefined;
  #isClosed = false;

  private constructor(session: MqttSession, topic: string) {
    this.#session = session;
    this.#topic = topic;
    this.#forget = session.onEnd(() => this.#closed());
  }

  /** Fulfilled once the platform has confirmed it. @throws PermissionError or ConnectionError */
  static async open(session: MqttSession, topic: string): Promise<MqttSubscription> {
    const subscription = new MqttSubscription(session, topic);
    try {
      await session.subscribe(topic, subscription.#heard);
    } catch (error) {
      subscription.#forget();
      throw error;
    }
    return subscription;
  }

  get lastHeard(): Moment {
    return this.#session.lastHeard;
  }

  listen(listener: ConnectionListener): void {
    this.#listener = listener;
    for (const text of this.#messages.splice(0)) listener.message(text);
    if (this.#isClosed) listener.closed();
  }

  ping(): void {
    this.#session.ping();
  }

  /** Ends the subscription; the session goes on. */
  close(): void {
    this.#session.unsubscribe(this.#topic, this.#heard);
    this.#closed();
  }

  /** Drops the session, which has fallen silent. */
  destroy(): void {
    this.#session.destroy();
  }

  readonly #heard = (text: string): void => {
    if (this.#listener === undefined) this.#messages.push(text);
    else this.#listener.message(text);
  };

  #closed(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#forget();
    this.#listener?.closed();
  }
}
