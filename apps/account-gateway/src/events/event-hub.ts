import { AuthenticationError, type Gap, type HomeEvent, type EventStream } from '@bimodal/iot-client';
import { RequestError } from '../http/request-error.ts';
import { messageOf, type Log } from '../log.ts';
import type { UserClients } from '../mode/user-clients.ts';
import type { Session } from '../sessions/sessions.ts';

/** What a listener hears. After the last two nothing more comes. */
export type Heard =
  | { readonly type: 'event'; readonly event: HomeEvent }
  | { readonly type: 'gap'; readonly from: Date; readonly to: Date; readonly reason: Gap['reason'] }
  /** The session is over. */
  | { readonly type: 'end' }
  /** The stream is, the session is not: whoever wants to hear more comes again. */
  | { readonly type: 'lost' };

export type Listener = (heard: Heard) => void;

/** A place among the listeners. */
export interface Place {
  /** Fulfilled once subscribed: what happens from then on is heard. Rejected where that never comes to be. */
  readonly subscribed: Promise<void>;
  /** Gives the place up; once is as good as twice. */
  readonly leave: () => void;
}

interface Channel {
  readonly id: string;
  readonly stream: EventStream;
  readonly listeners: Set<Listener>;
}

/** One connection to MODE for each session, however many tabs listen. It ends with the last of them. */
export class EventHub {
  readonly #clients: UserClients;
  readonly #log: Log;
  readonly #channels = new Map<string, Channel>();
  #isClosed = false;

  constructor(clients: UserClients, log: Log) {
    this.#clients = clients;
    this.#log = log;
  }

  /** @throws RequestError 503 once closed: who came in now would keep the service from stopping. */
  listen(session: Session, listener: Listener): Place {
    if (this.#isClosed) throw new RequestError(503, 'stopping', 'The service is stopping: come again.');
    const channel = this.#channels.get(session.id) ?? this.#open(session);
    channel.listeners.add(listener);
    return {
      subscribed: channel.stream.connected,
      leave: () => {
        // It may be over, with another in its place that is not this one's to end.
        if (channel.listeners.delete(listener) && channel.listeners.size === 0) this.#drop(channel);
      },
    };
  }

  /** How many listen in a session. */
  listeners({ id }: Pick<Session, 'id'>): number {
    return this.#channels.get(id)?.listeners.size ?? 0;
  }

  /** The sessions that somebody listens in. */
  ids(): readonly string[] {
    return [...this.#channels.keys()];
  }

  /** Ends what a session hears, since it is over. */
  end(id: string): void {
    const channel = this.#channels.get(id);
    if (channel) this.#drop(channel, { type: 'end' });
  }

  /** Ends everything; the sessions go on. */
  close(): void {
    this.#isClosed = true;
    for (const channel of this.#channels.values()) this.#drop(channel, { type: 'lost' });
  }

  #open(session: Session): Channel {
    const { id } = session;
    const stream = this.#clients.of(session).events.stream();
    const channel = { id, stream, listeners: new Set<Listener>() };
    this.#channels.set(id, channel);
    void this.#pass(channel);
    return channel;
  }

  async #pass(channel: Channel): Promise<void> {
    try {
      for await (const item of channel.stream) {
        if (item.type === 'event') tell(channel, item);
        if (item.type === 'gap') tell(channel, item);
      }
    } catch (error) {
      if (!(error instanceof AuthenticationError)) {
        this.#log('warn', 'A stream of events ended.', { error: messageOf(error) });
      }
    }
    this.#drop(channel, { type: 'lost' });
  }

  /** Whoever is left hears the last word, and nothing of what the stream may still hold. */
  #drop(channel: Channel, last?: Heard): void {
    if (this.#channels.get(channel.id) === channel) this.#channels.delete(channel.id);
    if (last) tell(channel, last);
    channel.listeners.clear();
    void channel.stream.close();
  }
}

function tell({ listeners }: Channel, heard: Heard): void {
  for (const listener of listeners) listener(heard);
}
