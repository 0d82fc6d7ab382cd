import type { ByteStream } from './byte-stream.ts';
import { BodyError, type BodyFault } from '../errors/body-error.ts';
import { plainCause } from '../errors/plain-cause.ts';
import { redact } from '../redaction/redact.ts';
import { InputError } from '../errors/input-error.ts';
import { mediaType } from './decode.ts';
import type { OpenAnswer } from '../transport/answers.ts';
import { UnpackFailure } from '../transport/unpack-failure.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { filenameOf } from './filename.ts';
import { headerOf } from '../transport/response-headers.ts';
import { count, milliseconds } from '../checks/numbers.ts';
import { TransportFailure } from '../transport/transport-failure.ts';

/** A download's body: framing, unpacking and stalling are checked as the bytes arrive. */
export class BodyStream implements ByteStream {
  readonly contentType: string;
  readonly filename: string | undefined;
  readonly length: number | undefined;
  readonly #exchange: Exchange;
  readonly #body: OpenAnswer;
  readonly #stallTimeout: number;
  readonly #maxBytes: number;
  #taken = false;
  #stop: { readonly reason: unknown } | undefined;

  constructor(exchange: Exchange, body: OpenAnswer) {
    const { options, settings } = exchange;
    const length = Number(headerOf(body.headers, 'content-length'));
    this.contentType = mediaType(headerOf(body.headers, 'content-type')) ?? 'application/octet-stream';
    this.filename = filenameOf(headerOf(body.headers, 'content-disposition'));
    this.length = body.unpacked !== undefined || Number.isNaN(length) ? undefined : length;
    this.#exchange = exchange;
    this.#body = body;
    this.#stallTimeout = milliseconds('stallTimeout', options.stallTimeout ?? settings.stallTimeout);
    this.#maxBytes =
      options.maxBodyBytes === undefined
        ? Number.POSITIVE_INFINITY
        : count('maxBodyBytes', options.maxBodyBytes);
    const { signal } = options;
    if (signal == null) return;
    // A body that nobody reads yet is let go with the call's signal too; one that has arrived keeps no listener.
    const letGo = (): void => this.#end(signal.reason);
    if (signal.aborted) {
      letGo();
      return;
    }
    signal.addEventListener('abort', letGo);
    body.onceOver(() => signal.removeEventListener('abort', letGo));
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    if (this.#taken)
      throw new InputError('This body has been read already. Make the call again to read it again.');
    this.#taken = true;
    const signal = this.#exchange.options.signal ?? undefined;
    const onAbort = (): void => this.#end(signal?.reason);
    signal?.addEventListener('abort', onAbort);
    // Only waiting for the server counts as stalling, not the time that the reader takes.
    let waiting = true;
    let since = performance.now();
    const look = (): void => {
      const left = this.#stallTimeout - (performance.now() - since);
      if (waiting && left <= 0) this.#end(this.#stalled());
      else timer = setTimeout(look, waiting ? left : this.#stallTimeout);
    };
    let timer = setTimeout(look, this.#stallTimeout);
    let bytes = 0;
    let ended = false;
    try {
      if (signal?.aborted) onAbort();
      for await (const chunk of this.#body.unpacked?.() ?? this.#body) {
        waiting = false;
        bytes += chunk.length;
        if (bytes > this.#maxBytes) throw this.#fault('too large', `is larger than ${this.#maxBytes} bytes`);
        yield chunk;
        waiting = true;
        since = performance.now();
      }
      ended = true;
    } catch (error) {
      if (this.#stop !== undefined) throw this.#stop.reason;
      throw this.#explain(error);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      if (!ended) this.#body.cancel(new Error('The reader stopped.'));
    }
  }

  async text(): Promise<string> {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    const parts: string[] = [];
    for await (const chunk of this) parts.push(decoder.decode(chunk, { stream: true }));
    parts.push(decoder.decode());
    return parts.join('');
  }

  async cancel(): Promise<void> {
    this.#taken = true;
    this.#body.cancel(new Error('The body was cancelled.'));
  }

  #end(reason: unknown): void {
    this.#stop ??= { reason };
    this.#body.cancel(reason);
  }

  #stalled(): BodyError {
    return this.#fault('stalled', `sent nothing for ${this.#stallTimeout} ms`);
  }

  #explain(error: unknown): unknown {
    if (error instanceof BodyError) return error;
    return error instanceof UnpackFailure && error.fault !== 'truncated'
      ? this.#fault('encoding', 'cannot be unpacked', error.cause)
      : this.#fault(
          'truncated',
          'broke off before its end',
          error instanceof TransportFailure || error instanceof UnpackFailure ? error.cause : error,
        );
  }

  #fault(fault: BodyFault, what: string, cause?: unknown): BodyError {
    return new BodyError(
      `${this.#exchange.operation.id}: the answer ${what}. What was read is not the whole.`,
      {
        ...this.#exchange.facts(),
        fault,
        cause: plainCause(cause, (text) => redact(text, this.#exchange.secrets())),
      },
    );
  }
}
