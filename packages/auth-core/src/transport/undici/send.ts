import type { Dispatcher } from 'undici';
import type { TimeLimit } from '../time-limit.ts';
import { maxFailureBytes, type RawAnswer } from '../answers.ts';
import { encodingOf } from '../encoding.ts';
import { isFramed } from '../framing.ts';
import type { OutgoingRequest } from '../outgoing-request.ts';
import { headerOf, type ResponseHeaders } from '../response-headers.ts';
import { TransportFailure } from '../transport-failure.ts';
import { failureWithoutAnswer } from './failure-without-answer.ts';
import { unpack } from './unpack.ts';

/**
 * Sends a request and reads its whole body, no more of it than `maxBytes`. Rejects with the deadline's reason, or with
 * a `TransportFailure` that says how far it came.
 */
export function send(
  dispatcher: Dispatcher,
  request: OutgoingRequest,
  deadline: TimeLimit,
  maxBytes: number,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const reception = new Reception(resolve, reject, maxBytes);
    deadline.guard((reason) => reception.cancel(reason));
    try {
      dispatcher.dispatch(request, reception);
    } catch (error) {
      reject(new TransportFailure('refused', error));
    }
  });
}

/** undici looks for callbacks by name: none is inherited. */
class Reception implements Dispatcher.DispatchHandler {
  static {
    Object.setPrototypeOf(this.prototype, null);
  }

  readonly #resolve: (answer: RawAnswer) => void;
  readonly #reject: (reason: unknown) => void;
  readonly #maxBytes: number;
  #controller: Dispatcher.DispatchController | undefined;
  #cancelled = false;
  #reason: unknown;
  #status = 0;
  #headers: ResponseHeaders = {};
  #framed = true;
  #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(resolve: (answer: RawAnswer) => void, reject: (reason: unknown) => void, maxBytes: number) {
    this.#resolve = resolve;
    this.#reject = reject;
    this.#maxBytes = maxBytes;
  }

  /** Rejects at once; a request still in the queue is dropped when its turn comes. */
  cancel(reason: unknown): void {
    this.#cancelled = true;
    this.#reason = reason;
    this.#reject(reason);
    this.#controller?.abort(asError(reason));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#cancelled) controller.abort(asError(this.#reason));
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: ResponseHeaders,
  ): void {
    // An informational answer is not the answer.
    if (status < 200) return;
    this.#status = status;
    this.#headers = headers;
    this.#framed = isFramed(headers);
    const declared = Number(headerOf(headers, 'content-length'));
    if (this.#isSuccess() && declared > this.#maxBytes) this.#tooLarge();
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#isSuccess()) {
      if (this.#bytes > this.#maxBytes) this.#tooLarge();
      else this.#chunks.push(chunk);
      return;
    }
    this.#chunks.push(chunk);
    if (this.#bytes > maxFailureBytes) {
      this.#finish(false);
      controller.abort(new Error('Enough of the failure was read.'));
    }
  }

  onResponseEnd(): void {
    this.#finish(true);
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    // The status of a failure stands, whatever becomes of its body.
    if (this.#status >= 300) this.#finish(false);
    else if (this.#status !== 0) this.#reject(new TransportFailure('body', error));
    else this.#reject(failureWithoutAnswer(this.#controller !== undefined, error));
  }

  #isSuccess(): boolean {
    return this.#status < 300;
  }

  #finish(whole: boolean): void {
    const body =
      this.#chunks.length === 1 ? (this.#chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(this.#chunks);
    this.#resolve(rawAnswer(this.#status, this.#headers, this.#framed, body, whole));
  }

  #tooLarge(): void {
    const failure = new TransportFailure('too large', undefined);
    this.#reject(failure);
    this.#controller?.abort(failure);
  }
}

/** An answer with how to undo its encoding, where it has one. */
export function rawAnswer(
  status: number,
  headers: ResponseHeaders,
  framed: boolean,
  body: Uint8Array,
  whole: boolean,
): RawAnswer {
  const encoding = encodingOf(headerOf(headers, 'content-encoding'));
  const undo = encoding === undefined ? undefined : (maxBytes: number) => unpack(body, encoding, maxBytes);
  return { status, headers, framed, body, whole, unpack: undo };
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('The call was aborted.');
}
