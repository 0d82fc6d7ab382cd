import type { ByteStream } from '../answer/byte-stream.ts';
import type { Call } from './call.ts';
import type { List } from './list.ts';
import type { CallOptions } from '../options/call-options.ts';

/** Binds operations, by their id, to an engine. The printed methods of a client are one line on top of it. */
export interface Caller {
  call<T>(operation: string, input: unknown, options?: CallOptions): Call<T>;
  list<T, I>(operation: string, input: I, options?: CallOptions): List<T, I>;
  bytes(operation: string, input: unknown, options?: CallOptions): Call<ByteStream>;
}
