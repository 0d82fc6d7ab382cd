import type { CommandItem, EventItem, Gap, Malformed } from '@bimodal/iot-client';

/** What a stream of events or commands tells. */
export type Item = EventItem | CommandItem | Gap | Malformed;

/** A message as a text to compare; undefined for what is none. */
export function textOf(item: Item): string | undefined {
  if (item.type === 'event') return JSON.stringify(item.event);
  return item.type === 'command' ? JSON.stringify(item.command) : undefined;
}
