import type { Dispatcher } from 'undici';
import type { TimeLimit } from '../time-limit.ts';
import type { OpenAnswer, RawAnswer } from '../answers.ts';
import type { OpenSocket, SocketListener } from '../open-socket.ts';
import type { OutgoingRequest } from '../outgoing-request.ts';
import type { Transport } from '../transport.ts';
import { download } from './download.ts';
import { makeAgent } from './make-agent.ts';
import { makeProxyAgent } from './make-proxy-agent.ts';
import type { Proxies } from './proxies.ts';
import { noticeReuse } from './reused-connection.ts';
import { send } from './send.ts';
import { openSocket } from './socket.ts';

/**
 * undici's connections: those of a dispatcher that was given, or of one that is made at the first call and shared by a
 * client and those made from it.
 */
export class UndiciTransport implements Transport {
  readonly handshakeHeaders = true;
  readonly #given: Dispatcher | undefined;
  readonly #proxies: Proxies | undefined;
  #own: Promise<Dispatcher> | undefined;
  #made: Dispatcher | undefined;
  #closed: Promise<void> | undefined;

  constructor(given: Dispatcher | undefined, proxies?: Proxies) {
    noticeReuse();
    this.#given = given;
    this.#proxies = proxies;
    this.#made = given;
  }

  send(request: OutgoingRequest, deadline: TimeLimit, maxBytes: number): Promise<RawAnswer> {
    const ready = this.#ready(deadline);
    return ready instanceof Promise
      ? ready.then((dispatcher) => send(dispatcher, request, deadline, maxBytes))
      : send(ready, request, deadline, maxBytes);
  }

  async open(request: OutgoingRequest, deadline: TimeLimit): Promise<OpenAnswer> {
    return download(await this.#ready(deadline), request, deadline);
  }

  async socket(request: OutgoingRequest, deadline: TimeLimit, listener: SocketListener): Promise<OpenSocket> {
    return openSocket(await this.#ready(deadline), request, deadline, listener);
  }

  /** Ends the connections when what is under way is done, once. A dispatcher that was given stays open. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  #ready(deadline: TimeLimit): Dispatcher | Promise<Dispatcher> {
    if (this.#made !== undefined) return this.#made;
    this.#own ??= this.#make();
    return deadline.within(this.#own);
  }

  async #close(): Promise<void> {
    if (this.#given !== undefined) return;
    const own = await this.#own?.catch(() => undefined);
    await own?.close();
  }

  async #make(): Promise<Dispatcher> {
    const agent = await (this.#proxies === undefined ? makeAgent() : makeProxyAgent(this.#proxies));
    this.#made = agent;
    // It was closed before the first call: there is nothing to wait for.
    if (this.#closed !== undefined) await agent.close();
    return agent;
  }
}
