import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Socket } from 'node:net';

/** Where Node tells of each socket that connects somewhere. */
const channel = 'net.client.socket';

/** The sockets of this process that lead somewhere and are not closed. */
export class ClientSockets implements Disposable {
  readonly #open = new Set<Socket>();

  constructor() {
    subscribe(channel, this.#made);
  }

  /** How many lead to this port of this machine, or may once they are connected. */
  to(port: number): number {
    return [...this.#open].filter((socket) => !socket.destroyed && socket.remotePort === port).length;
  }

  [Symbol.dispose](): void {
    unsubscribe(channel, this.#made);
  }

  readonly #made = (message: unknown): void => {
    const socket: unknown = Reflect.get(Object(message), 'socket');
    if (!(socket instanceof Socket)) return;
    this.#open.add(socket);
    socket.once('close', () => this.#open.delete(socket));
  };
}
