import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { IncomingMessage } from 'node:http';
import { markHeader } from '../proxy/marks.ts';

/** Where Node tells of each request that a server of this process has received. */
const channel = 'http.server.request.start';

/** How often a request with a mark has arrived at a server of this process. */
export class Arrivals {
  readonly #counts = new Map<string, number>();

  constructor() {
    subscribe(channel, this.#arrived);
  }

  of(mark: string): number {
    return this.#counts.get(mark) ?? 0;
  }

  close(): void {
    unsubscribe(channel, this.#arrived);
  }

  readonly #arrived = (message: unknown): void => {
    const request: unknown =
      typeof message === 'object' && message !== null ? Reflect.get(message, 'request') : undefined;
    const mark = request instanceof IncomingMessage ? request.headers[markHeader] : undefined;
    if (typeof mark === 'string') this.#counts.set(mark, this.of(mark) + 1);
  };
}
