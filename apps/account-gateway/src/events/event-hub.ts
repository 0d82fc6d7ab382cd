import { AuthenticationError, type Gap, type HomeEvent, type EventStream } from '@bimodal/iot-client';
import { messageOf, type Log } from '../log.ts';
import type { UserClients } from '../mode/user-clients.ts';
import type { Session } from '../sessions/sessions.ts';

/** What a listener hears. */
export type Heard =
  | { readonly type: 'event'; readonly event: HomeEvent }
  | { readonly type: 'gap'; readonly from: Date; readonly to: Date; readonly reason: Gap['reason'] }
  /** Nothing more comes. */
  | { readonly type: 'end' };

export type Listener = (heard: Heard) => void;

interface Channel {
  readonly stream: EventStream;
  readonly listeners: Set<Listener>;
}

/** One connection to MODE for each session, however many tabs listen. It ends with the last of them. */
export class EventHub {
  readonly #clients: UserClients;
  readonly #log: Log;
  readonly #channels = new Map<string, Channel>();

  constructor(clients: UserClients, log: Log) {
    this.#clients = clients;
    this.#log = log;
  }

  /** Fulfilled once subscribed: what happens from then on is heard. @returns what ends it. */
  async listen(session: Session, listener: Listener): Promise<() => void> {
    const channel = this.#channels.get(session.id) ?? this.#open(session);
    channel.listeners.add(listener);
    const leave = (): void => {
      channel.listeners.delete(listener);
      if (channel.listeners.size === 0) this.end(session.id);
    };
    try {
      await channel.stream.connected;
    } catch (error) {
      leave();
      throw error;
    }
    return leave;
  }

  /** How many listen in a session. */
  listeners(session: Session): number {
    return this.#channels.get(session.id)?.listeners.size ?? 0;
  }

  /** The sessions that somebody listens in. */
  ids(): readonly string[] {
    return [...this.#channels.keys()];
  }

  /** Ends what a session hears. */
  end(id: string): void {
    const channel = this.#channels.get(id);
    if (!channel) return;
    this.#channels.delete(id);
    tell(channel, { type: 'end' });
    void channel.stream.close();
  }

  close(): void {
    for (const id of this.ids()) this.end(id);
  }

  #open(session: Session): Channel {
    const channel = { stream: this.#clients.of(session).events.stream(), listeners: new Set<Listener>() };
    this.#channels.set(session.id, channel);
    void this.#pass(session.id, channel);
    return channel;
  }

  async #pass(id: string, channel: Channel): Promise<void> {
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
    if (this.#channels.get(id) === channel) this.end(id);
  }
}

function tell({ listeners }: Channel, heard: Heard): void {
  for (const listener of listeners) listener(heard);
}
