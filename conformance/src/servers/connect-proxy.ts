import { createServer, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** A forward proxy on this machine that tunnels with CONNECT and keeps all that it could read. */
export class ConnectProxy {
  /** Heads of requests, CONNECT and other, as text. */
  readonly heads: string[] = [];
  /** Hosts that tunnels were made to. */
  readonly tunnels: string[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      this.heads.push(headOf(request));
      response.writeHead(501).end();
    });
    this.#server.on('connection', ignoreErrors);
    this.#server.on('connect', (request: IncomingMessage, socket: Socket, head: Buffer) => {
      this.heads.push(headOf(request));
      this.tunnels.push(request.url ?? '');
      const port = Number((request.url ?? '').split(':').at(-1));
      const onward = connect(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        onward.write(head);
        onward.pipe(socket).pipe(onward);
      });
      ignoreErrors(onward);
    });
  }

  static async start(): Promise<ConnectProxy> {
    const proxy = new ConnectProxy();
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }
}

/** A tunnel that breaks off is no fault of the proxy's. */
function ignoreErrors(socket: Socket): void {
  socket.on('error', () => undefined);
}

function headOf(request: IncomingMessage): string {
  return `${request.method} ${request.url}\n${request.rawHeaders.join('\n')}`;
}
