import type { Agent, Dispatcher } from 'undici';
import { makeAgent } from './make-agent.ts';
import { noticeReuse } from './reused-connection.ts';

/** The dispatcher of a client and of those made from it: the user's own, or one made at the first call. */
export class SharedPool {
  readonly #given: Dispatcher | undefined;
  #own: Promise<Agent> | undefined;
  #made: Dispatcher | undefined;
  #closed: Promise<void> | undefined;

  constructor(given: Dispatcher | undefined) {
    noticeReuse();
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

  /** Ends the connections when what is under way is done, once. A dispatcher that was given stays open. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    if (this.#given !== undefined) return;
    const own = await this.#own?.catch(() => undefined);
    await own?.close();
  }

  async #make(): Promise<Agent> {
    const agent = await makeAgent();
    this.#made = agent;
    // It was closed before the first call: there is nothing to wait for.
    if (this.#closed !== undefined) await agent.close();
    return agent;
  }
}
