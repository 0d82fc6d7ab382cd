import type { HomeEvent } from '../gen/models.ts';
import { readBackfill, type Backfill, type BackfilledPoint, type BackfillEnd } from './backfill/backfill.ts';
import { fillGap } from './backfill/fill-gap.ts';
import { sourceReader, type PointStores } from './backfill/read-source.ts';
import { channelOf, type JudgeMessage, type SocketOpener } from './connect.ts';
import { LiveStream } from './live-stream.ts';
import { messageReader } from './read-message.ts';
import { splitSocketOptions, type SocketStreamOptions } from './socket-stream-options.ts';

/** An event, as the stream brings it. */
export interface EventItem {
  readonly type: 'event';
  readonly event: HomeEvent;
}

/** What may be said about a stream of events. */
export interface EventStreamOptions extends SocketStreamOptions {
  /** Fills the gaps that a lost connection leaves, as far as they can be, from time series. Default: they stay open. */
  readonly backfill?: Backfill | undefined;
}

/** The events of all homes of a user, as they happen; see `LiveStream`. */
export type EventStream = LiveStream<EventItem>;

/**
 * The same with `backfill`: behind each `gap` of a lost connection come the points around it (`backfilled`), in the order of
 * time, then `backfillEnd`, which says what could not be read; then what has come in since.
 */
export type BackfilledEventStream = LiveStream<EventItem | BackfilledPoint | BackfillEnd>;

// As with every answer, the message is the platform's own; the contract says what to expect in it.
const eventReader = (judge: JudgeMessage) =>
  messageReader('eventType', (message): EventItem => ({ type: 'event', event: message as HomeEvent }), judge);

export function openEventStream(opener: SocketOpener, options: SocketStreamOptions = {}): EventStream {
  const { tokenInUrl, stream } = splitSocketOptions(options);
  const { connect, judge } = channelOf(opener, 'events.stream', {}, tokenInUrl);
  return new LiveStream(connect, eventReader(judge), stream);
}

/** @throws InputError for what gaps cannot be filled from. */
export function openBackfilledStream(
  opener: SocketOpener,
  options: SocketStreamOptions,
  backfill: Backfill,
  stores: PointStores,
): BackfilledEventStream {
  const settings = readBackfill(backfill);
  const read = sourceReader(stores);
  const { tokenInUrl, stream } = splitSocketOptions(options);
  const { connect, judge } = channelOf(opener, 'events.stream', {}, tokenInUrl);
  return new LiveStream<EventItem | BackfilledPoint | BackfillEnd>(
    connect,
    eventReader(judge),
    stream,
    (gap, stop) => fillGap(read, settings, gap, stop),
  );
}
