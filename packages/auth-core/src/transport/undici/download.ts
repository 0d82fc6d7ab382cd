import type { Dispatcher } from 'undici';
import type { TimeLimit } from '../time-limit.ts';
import type { OpenAnswer } from '../answers.ts';
import { encodingOf } from '../encoding.ts';
import { isFramed } from '../framing.ts';
import type { OutgoingRequest } from '../outgoing-request.ts';
import { headerOf, type ResponseHeaders } from '../response-headers.ts';
import { TransportFailure } from '../transport-failure.ts';
import { failureWithoutAnswer } from './failure-without-answer.ts';
import { unpackStream } from './unpack.ts';

/** Bytes that may lie unread before the server is asked to wait. */
const highWater = 256 * 1024;

/**
 * Sends a request and resolves once the headers of its answer are there; the body is read by iterating. Rejects with the
 * deadline's reason, or with a `TransportFailure` that says how far it came.
 */
export function download(
  dispatcher: Dispatcher,
  request: OutgoingRequest,
  deadline: TimeLimit,
): Promise<OpenAnswer> {
  return new Promise((resolve, reject) => {
    const received = new Download(resolve, reject);
    deadline.guard((reason) => received.cancel(reason));
    try {
      dispatcher.dispatch(request, received);
    } catch (error) {
      reject(new TransportFailure('refused', error));
    }
  });
}

/** An answer whose body is read as it arrives, once; undici looks for callbacks by name, so none is inherited. */
class Download implements Dispatcher.DispatchHandler, OpenAnswer {
  static {
    Object.setPrototypeOf(this.prototype, null);
  }

  status = 0;
  headers: ResponseHeaders = {};
  /** Whether the transport says where the body ends. */
  framed = true;
  unpacked: (() => AsyncIterable<Uint8Array>) | undefined;
  readonly #opened: (download: OpenAnswer) => void;
  readonly #reject: (reason: unknown) => void;
  #controller: Dispatcher.DispatchController | undefined;
  #cancelled: { readonly reason: unknown } | undefined;
  #chunks: Buffer[] = [];
  #unread = 0;
  #end: { readonly failure?: unknown } | undefined;
  #wake: (() => void) | undefined;
  #over: (() => void) | undefined;

  constructor(opened: (download: OpenAnswer) => void, reject: (reason: unknown) => void) {
    this.#opened = opened;
    this.#reject = reject;
  }

  /** Frees the connection. Whoever waits for the headers or a chunk gets the reason at once. */
  cancel(reason: unknown): void {
    if (this.#cancelled !== undefined) return;
    this.#cancelled = { reason };
    this.#chunks = [];
    this.#reject(reason);
    this.#finish({ failure: reason });
    this.#controller?.abort(asError(reason));
  }

  /** Calls back once nothing more can arrive: the whole is there, it broke off, or it was cancelled. */
  onceOver(callback: () => void): void {
    if (this.#end === undefined) this.#over = callback;
    else callback();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer, void, undefined> {
    for (;;) {
      const chunk = this.#chunks.shift();
      if (chunk !== undefined) {
        this.#unread -= chunk.length;
        if (this.#unread < highWater) this.#controller?.resume();
        yield chunk;
      } else if (this.#end !== undefined) {
        if (Object.hasOwn(this.#end, 'failure')) throw this.#end.failure;
        return;
      } else {
        await new Promise<void>((resolve) => (this.#wake = resolve));
      }
    }
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#cancelled !== undefined) controller.abort(asError(this.#cancelled.reason));
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: ResponseHeaders,
  ): void {
    // An informational answer is not the answer.
    if (status < 200) return;
    this.status = status;
    this.headers = headers;
    this.framed = isFramed(headers);
    const encoding = encodingOf(headerOf(headers, 'content-encoding'));
    if (encoding !== undefined) this.unpacked = () => unpackStream(this, encoding);
    this.#opened(this);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#unread += chunk.length;
    if (this.#unread >= highWater) controller.pause();
    this.#wake?.();
  }

  onResponseEnd(): void {
    this.#finish({});
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (this.status === 0) this.#reject(failureWithoutAnswer(this.#controller !== undefined, error));
    this.#finish({ failure: new TransportFailure('body', error) });
  }

  #finish(end: { readonly failure?: unknown }): void {
    this.#end ??= end;
    this.#wake?.();
    this.#over?.();
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('The call was aborted.');
}
