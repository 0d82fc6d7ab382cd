import type { OpenedSocket } from '@bimodal/auth-core';
import type { Connection, ConnectionListener } from './connection.ts';
import { moment, type Moment } from './moment.ts';
import { onPong } from './pongs.ts';

type Socket = OpenedSocket['socket'];

/** Milliseconds that the other side has to answer a goodbye. */
const patience = 1_000;

/** A websocket of undici's as a connection: everything that it says is kept until somebody listens. */
export class WebSocketConnection implements Connection {
  readonly #socket: Socket;
  readonly #messages: (string | undefined)[] = [];
  #listener: ConnectionListener | undefined;
  #lastHeard = moment();
  #isClosed = false;
  #opened: Pick<OpenedSocket, 'ping' | 'destroy'> | undefined;
  #goodbye: NodeJS.Timeout | undefined;

  /** Made before the socket is open. */
  constructor(socket: Socket) {
    this.#socket = socket;
    socket.binaryType = 'arraybuffer';
    const forget = onPong(socket, () => this.#heard());
    const message = ({ data }: { data: unknown }) =>
      this.#message(typeof data === 'string' ? data : undefined);
    socket.addEventListener('message', message);
    socket.addEventListener(
      'close',
      () => {
        forget();
        socket.removeEventListener('message', message);
        this.#closed();
      },
      { once: true },
    );
  }

  /** Told once the socket is open. */
  opened(opened: Pick<OpenedSocket, 'ping' | 'destroy'>): void {
    this.#opened = opened;
    this.#heard();
  }

  get lastHeard(): Moment {
    return this.#lastHeard;
  }

  listen(listener: ConnectionListener): void {
    this.#listener = listener;
    for (const text of this.#messages.splice(0)) listener.message(text);
    if (this.#isClosed) listener.closed();
  }

  ping(): void {
    this.#opened?.ping();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#socket.close(1000);
    this.#goodbye ??= setTimeout(() => this.destroy(), patience);
  }

  destroy(): void {
    this.#opened?.destroy();
  }

  #heard(): void {
    this.#lastHeard = moment();
  }

  #message(text: string | undefined): void {
    this.#heard();
    if (this.#listener === undefined) this.#messages.push(text);
    else this.#listener.message(text);
  }

  #closed(): void {
    this.#isClosed = true;
    clearTimeout(this.#goodbye);
    this.#listener?.closed();
  }
}
