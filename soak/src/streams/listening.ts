import type { CommandStream, EventStream } from '@bimodal/iot-client';
import { textOf, type Item } from './told.ts';

/** One stream whose connections things happen to, and all that it tells. */
export class Listening {
  readonly name: string;
  readonly told: Item[] = [];
  /** When it said that it was connected, as `Date.now()` counts; undefined until then. */
  connectedAt: number | undefined;
  /** What reading threw. */
  failure: Error | undefined;
  hasEnded = false;
  readonly #heard = new Set<string>();

  constructor(name: string, stream: EventStream | CommandStream) {
    this.name = name;
    stream.connected.then(
      () => (this.connectedAt = Date.now()),
      () => {},
    );
    this.#read(stream).then(
      () => (this.hasEnded = true),
      (failure: unknown) => {
        this.failure = failure instanceof Error ? failure : new Error(String(failure));
        this.hasEnded = true;
      },
    );
  }

  hasHeard(text: string): boolean {
    return this.#heard.has(text);
  }

  async #read(stream: AsyncIterable<Item>): Promise<void> {
    for await (const item of stream) {
      this.told.push(item);
      const text = textOf(item);
      if (text !== undefined) this.#heard.add(text);
    }
  }
}
