import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { MarkScanner } from './marks.ts';
import type { Mischief, MischiefKind, Plan } from './mischief.ts';
import { passOn } from './passage.ts';

/** What is known of one call, as far as it came through. */
export interface Sighting {
  /** How often its request was sent, whatever became of it then. */
  readonly sent: number;
  /** What happened to connections while it was the last call on them. */
  readonly met: ReadonlySet<MischiefKind>;
  /** Whether a chunk of its answer came twice that was not the beginning of it. */
  readonly isRepeatedInside: boolean;
}

const unseen: Sighting = { sent: 0, met: new Set(), isRepeatedInside: false };

/** A way to a server on which, connection by connection, something goes wrong. */
export class FaultProxy implements AsyncDisposable {
  readonly url: string;
  connections = 0;
  /** Milliseconds that a chunk was held back at most. */
  longestHold = 0;
  /** How often each kind of mischief has happened. */
  readonly met = new Map<MischiefKind, number>();
  #isOver = false;
  readonly #server: Server;
  readonly #plans: readonly Plan[];
  readonly #sockets = new Set<Socket>();
  readonly #calls = new Map<string, { sent: number; met: Set<MischiefKind>; isRepeatedInside: boolean }>();

  private constructor(server: Server, target: number, plans: readonly Plan[]) {
    this.#server = server;
    this.#plans = plans;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('connection', (near: Socket) => this.#connected(near, target));
  }

  /** @param plans what happens to each connection, in the order in which they come; the rest is left alone. */
  static async to(url: string, plans: readonly Plan[]): Promise<FaultProxy> {
    const server = createServer({ allowHalfOpen: true, noDelay: true });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new FaultProxy(server, Number(new URL(url).port), plans);
  }

  /** From now on nothing goes wrong any more. What was cut stays cut. */
  heal(): void {
    this.#isOver = true;
  }

  /** What was seen of a call. */
  sighting(mark: string): Sighting {
    return this.#calls.get(mark) ?? unseen;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #connected(near: Socket, target: number): void {
    const plan = this.#plans[this.connections++];
    const far = connect({ port: target, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    for (const socket of [near, far]) {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    }
    const scanner = new MarkScanner();
    // Happened before any call was known, it belongs to the first that comes.
    const early: Mischief[] = [];
    let current: { sent: number; met: Set<MischiefKind>; isRepeatedInside: boolean } | undefined;
    const onChunk = (chunk: Buffer): void => {
      for (const mark of scanner.scan(chunk)) {
        current = this.#calls.get(mark) ?? { sent: 0, met: new Set(), isRepeatedInside: false };
        this.#calls.set(mark, current);
        current.sent += 1;
        for (const { kind } of early.splice(0)) current.met.add(kind);
      }
    };
    const onMischief = (happened: Mischief, chunk: Buffer): void => {
      this.met.set(happened.kind, (this.met.get(happened.kind) ?? 0) + 1);
      if (current === undefined) return void early.push(happened);
      current.met.add(happened.kind);
      if (happened.kind === 'duplicate' && !chunk.toString('latin1', 0, 5).startsWith('HTTP/'))
        current.isRepeatedInside = true;
    };
    const common = {
      isOver: () => this.#isOver,
      onMischief,
      onHeld: (milliseconds: number) => {
        this.longestHold = Math.max(this.longestHold, milliseconds);
      },
    };
    passOn({ ...common, from: near, to: far, mischief: plan?.request, onChunk });
    passOn({ ...common, from: far, to: near, mischief: plan?.response });
  }
}
