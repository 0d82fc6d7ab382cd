import type { HomeEvent } from '../gen/models.ts';
import { connectTo, type SocketOpener } from './connect.ts';
import { LiveStream } from './live-stream.ts';
import { messageReader } from './read-message.ts';
import type { StreamOptions } from './stream-options.ts';

/** An event, as the stream brings it. */
export interface EventItem {
  readonly type: 'event';
  readonly event: HomeEvent;
}

/** The events of all homes of a user, as they happen; see `LiveStream`. */
export type EventStream = LiveStream<EventItem>;

export function openEventStream(opener: SocketOpener, options?: StreamOptions): EventStream {
  // As with every answer, the message is the platform's own; the contract says what to expect in it.
  const read = messageReader('eventType', (message): EventItem => ({
    type: 'event',
    event: message as HomeEvent,
  }));
  return new LiveStream(connectTo(opener, 'events.stream', {}), read, options);
}
