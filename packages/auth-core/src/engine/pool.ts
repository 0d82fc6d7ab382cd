import type { Dispatcher } from 'undici';

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
    const { Agent } = await import('undici');
    // 50 connections at once; an idle one is given up before common servers do it (5 s), so that a request rarely meets
    // a connection that is just being closed.
    const agent = new Agent({
      connections: 50,
      keepAliveTimeout: 4_000,
      pipelining: 1,
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    this.#made = agent;
    if (this.#closed) await agent.close();
    return agent;
  }
}
