import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, Server as TlsServer } from 'node:tls';

/** A way to a server that a test can cut or hold up. */
export class Cuttable implements AsyncDisposable {
  readonly port: number;
  /** How many connections came through. */
  connections = 0;
  /** What the server answers is lost from now on, while this is so. */
  isDeaf = false;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server, target: number) {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
    server.on(server instanceof TlsServer ? 'secureConnection' : 'connection', (near: Socket) => {
      this.connections += 1;
      const far = connect(target, '127.0.0.1');
      near.pipe(far);
      far.on('data', (data) => this.isDeaf || near.write(data));
      for (const [socket, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(socket);
        socket.on('error', () => {});
        socket.on('close', () => {
          this.#sockets.delete(socket);
          other.destroy();
        });
      }
    });
  }

  /** @param identity makes it a server of TLS. */
  static async to(url: string, identity?: { cert: string; key: string }): Promise<Cuttable> {
    const server = identity ? createTlsServer(identity) : createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Cuttable(server, Number(new URL(url).port));
  }

  /** Ends every connection there is. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
