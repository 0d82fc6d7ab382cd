import type { Dispatcher } from 'undici';
import { makeAgent } from './make-agent.ts';

/** The dispatcher of a client and of those made from it: the user's own, or one made at the first call. */
export class SharedPool {
  readonly #given: Dispatcher | undefined;
  #own: Promise<Dispatcher> | undefined;
  #made: Dispatcher | undefined;
  #closed = false;

  constructor(given: Dispatcher | undefined) {
    this.#given = given;
    this.#made = given;
  }

  /** Already there, without waiting. */
  get ready(): Dispatcher | undefined {
    return this.#made;
  }

  open(): Promise<Dispatcher> {
    this.#own ??= this.#make();
    return this.#own;
  }

  /** Ends the connections when what is under way is done. A dispatcher that was given stays open. */
  async close(): Promise<void> {
    if (this.#given !== undefined) return;
    this.#closed = true;
    const own = await this.#own?.catch(() => undefined);
    await own?.close();
  }

  async #make(): Promise<Dispatcher> {
    const agent = await makeAgent();
    this.#made = agent;
    if (this.#closed) await agent.close();
    return agent;
  }
}
