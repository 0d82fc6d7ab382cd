import type { BackfilledEventStream, EventStream, HomeEvent } from '../index.ts';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type True<T extends true> = T;
type ItemOf<S> = S extends AsyncIterable<infer Item> ? Item : never;
type TypeOf<Item> = Item extends { readonly type: infer Type } ? Type : never;

/** The platform's own events: they complete behind `event.eventType ===`, and any other word may come. */
type SystemEvent =
  | '_deviceConnected_'
  | '_deviceDisconnected_'
  | '_keyValueSaved_'
  | '_keyValueDeleted_'
  | '_deviceKVSaved_'
  | '_deviceKVDeleted_';

export type Identity = [
  True<Same<HomeEvent['eventType'], SystemEvent | (string & {})>>,
  True<Same<TypeOf<ItemOf<EventStream>>, 'event' | 'gap' | 'malformed'>>,
  // Without `backfill` nobody has to think of what fills gaps.
  True<
    Same<TypeOf<ItemOf<BackfilledEventStream>>, 'event' | 'gap' | 'malformed' | 'backfilled' | 'backfillEnd'>
  >,
];
