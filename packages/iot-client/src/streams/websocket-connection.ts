import type { OpenedSocket } from '@bimodal/auth-core/internal';
import type { Connection, ConnectionListener } from './connection.ts';
import { moment, type Moment } from './moment.ts';

/** Milliseconds that the other side has to answer a goodbye. */
const patience = 1_000;

type Opened = Pick<OpenedSocket, 'ping' | 'close' | 'destroy'>;

/** A websocket as a connection: everything that it says is kept until somebody listens. */
export class WebSocketConnection implements Connection {
  readonly #messages: (string | undefined)[] = [];
  #listener: ConnectionListener | undefined;
  #lastHeard = moment();
  #isClosed = false;
  #opened: Opened | undefined;
  #goodbye: ReturnType<typeof setTimeout> | undefined;

  /** Told once the socket is open. */
  opened(opened: Opened): void {
    this.#opened = opened;
    this.pong();
  }

  get lastHeard(): Moment {
    return this.#lastHeard;
  }

  get ping(): (() => void) | undefined {
    return this.#opened?.ping;
  }

  listen(listener: ConnectionListener): void {
    this.#listener = listener;
    for (const text of this.#messages.splice(0)) listener.message(text);
    if (this.#isClosed) listener.closed();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#opened?.close();
    this.#goodbye ??= setTimeout(() => this.destroy(), patience);
  }

  destroy(): void {
    this.#opened?.destroy();
  }

  /** The socket's: something came, and be it an answer to a ping. */
  pong(): void {
    this.#lastHeard = moment();
  }

  /** The socket's: one message. */
  message(text: string | undefined): void {
    this.pong();
    if (this.#listener === undefined) this.#messages.push(text);
    else this.#listener.message(text);
  }

  /** The socket's: it has ended. */
  closed(): void {
    this.#isClosed = true;
    clearTimeout(this.#goodbye);
    this.#listener?.closed();
  }
}
