import type { Engine } from '../engine/engine.ts';
import { hold } from '../values/hold.ts';
import type { FileContent } from '../engine/put-file.ts';
import type { OpenedSocket } from '../engine/socket.ts';
import type { SocketListener } from '../transport/open-socket.ts';
import { turnPages } from './turn-pages.ts';
import type { ByteStream } from '../answer/byte-stream.ts';
import type { Answer } from '../answer/answer.ts';
import { Call } from './call.ts';
import type { Caller } from './caller.ts';
import { List } from './list.ts';
import type { CallOptions } from '../options/call-options.ts';

/** Binds operations to an engine: each becomes a call that starts at once, a list, or a stream. */
export class EngineCaller implements Caller {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  call<T>(operation: string, input: unknown, options?: CallOptions): Call<T> {
    // The contract says what an operation answers; the printed method that calls this one says the same as a type.
    return new Call(this.#engine.call(operation, input, options) as Promise<Answer<T>>);
  }

  list<T, I>(operation: string, input: I, options?: CallOptions): List<T, I> {
    // Pages are asked for later: what the caller does with both meanwhile changes none of them.
    const held = hold(options);
    return new List<T, I>(hold(input), () => turnPages<T, I>(this.#engine, operation, held));
  }

  bytes(operation: string, input: unknown, options?: CallOptions): Call<ByteStream> {
    return new Call(this.#engine.bytes(operation, input, options));
  }

  /** An open, authorised websocket; the listener hears from its beginning. `parameter`: the key goes there, in the query. */
  socket(
    operation: string,
    input: unknown,
    listener: SocketListener,
    options?: CallOptions,
    parameter?: string,
  ): Promise<OpenedSocket> {
    return this.#engine.socket(operation, input, listener, options, parameter);
  }

  /** The address of a websocket with the key in its query: a secret. See `Engine.socketUrl`. */
  socketUrl(operation: string, input: unknown, parameter: string, options?: CallOptions): Promise<string> {
    return this.#engine.socketUrl(operation, input, parameter, options);
  }

  /** Puts a file where the answer to an operation said; see `Engine.putFile`. */
  putFile(operation: string, address: string, content: FileContent, options?: CallOptions): Promise<void> {
    return this.#engine.putFile(operation, address, content, options);
  }
}
