import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A way to a server that keeps the first line of every request. */
export class Recorded implements AsyncDisposable {
  readonly url: string;
  readonly #server: Server;
  readonly #heard = new Map<Socket, string>();

  private constructor(server: Server, target: number) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('connection', (near: Socket) => {
      const far = connect(target, '127.0.0.1');
      this.#heard.set(near, '');
      near.on('data', (bytes) =>
        this.#heard.set(near, `${this.#heard.get(near)}${bytes.toString('latin1')}`),
      );
      near.pipe(far).pipe(near);
      for (const [socket, other] of [
        [near, far],
        [far, near],
      ] as const) {
        socket.on('error', () => {});
        socket.on('close', () => other.destroy());
      }
    });
  }

  static async to(url: string): Promise<Recorded> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Recorded(server, Number(new URL(url).port));
  }

  lines(): string[] {
    return [...this.#heard.values()].flatMap(
      (text) => text.match(/(?:GET|PUT|POST|PATCH|DELETE) \/\S* HTTP\/1\.1/g) ?? [],
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#heard.keys()) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
