import type { OpenAnswer } from '../answers.ts';
import type { OutgoingRequest } from '../outgoing-request.ts';
import type { ResponseHeaders } from '../response-headers.ts';
import type { TimeLimit } from '../time-limit.ts';
import { TransportFailure } from '../transport-failure.ts';
import { fetchOnce, type Begun, type Fetch } from './fetch-once.ts';
import { refuseHiddenRedirect } from './hidden-redirect.ts';
import { headersOf, isFramed } from './response-headers.ts';

/** Sends a request and resolves once the headers of its answer are there. */
export async function open(fetch: Fetch, request: OutgoingRequest, deadline: TimeLimit): Promise<OpenAnswer> {
  const begun = await fetchOnce(fetch, request, deadline);
  refuseHiddenRedirect(begun.response);
  const opened = new Opened(begun);
  deadline.guard((reason) => opened.cancel(reason));
  return opened;
}

/** An answer whose body is read as it arrives, once; the runtime asks the server to wait while nobody reads. */
class Opened implements OpenAnswer {
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly framed: boolean;
  readonly unpacked: undefined;
  readonly #begun: Begun;
  #isOver = false;
  #cancelled: { readonly reason: unknown } | undefined;
  #over: (() => void) | undefined;

  constructor(begun: Begun) {
    const { response } = begun;
    this.status = response.status;
    this.headers = headersOf(response.headers);
    this.framed = isFramed(response.headers);
    this.#begun = begun;
  }

  cancel(reason: unknown): void {
    if (this.#isOver) return;
    this.#cancelled = { reason };
    this.#begun.stop(reason);
    this.#end();
  }

  onceOver(callback: () => void): void {
    if (this.#isOver) callback();
    else this.#over = callback;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    const { response, stopped } = this.#begun;
    const reader = response.body?.getReader();
    try {
      for (;;) {
        if (this.#cancelled !== undefined) throw this.#cancelled.reason;
        const read = await Promise.race([reader?.read(), stopped]);
        if (read === undefined || read.done) return;
        yield read.value;
      }
    } catch (error) {
      throw this.#cancelled === undefined ? new TransportFailure('body', error) : this.#cancelled.reason;
    } finally {
      this.#end();
    }
  }

  #end(): void {
    this.#isOver = true;
    this.#over?.();
  }
}
