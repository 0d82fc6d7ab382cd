import {
  modeCloudKey,
  type Credential,
  type CredentialProvider,
  type GivenTransport,
} from '@bimodal/auth-core';
import { Engine, EngineCaller } from '@bimodal/auth-core/internal';
import { cloud } from '../src/platform/platform.ts';
import { openEventStream, type EventItem, type EventStream } from '../src/streams/event-stream.ts';
import type { Gap, Malformed } from '../src/streams/items.ts';
import type { SocketStreamOptions } from '../src/streams/socket-stream-options.ts';

/** The real engine against a test server. */
export function caller(
  baseUrl: string,
  credential: Credential | CredentialProvider = modeCloudKey('test-token'),
  transport?: GivenTransport,
): EngineCaller {
  const loadContract = async () => (await import('../src/loaded/contract.ts')).contract;
  return new EngineCaller(
    new Engine({ platform: cloud, product: 'test/0', loadContract }, { baseUrl, transport }, credential),
  );
}

/** A user's event stream against a test server; it comes back quickly. */
export function openStream(
  baseUrl: string,
  options: SocketStreamOptions = {},
  credential?: Credential | CredentialProvider,
  transport?: GivenTransport,
): EventStream {
  return openEventStream(caller(baseUrl, credential, transport), {
    reconnectDelay: 5,
    maxReconnectDelay: 20,
    ...options,
  });
}

/** A message as the platform sends it. */
export function eventText(eventType: string): string {
  return JSON.stringify({ homeId: 1, timestamp: '2026-01-01T00:00:00.000Z', eventType });
}

/** The next so many items. */
export async function take(stream: EventStream, count: number): Promise<(EventItem | Gap | Malformed)[]> {
  const reader = stream[Symbol.asyncIterator]();
  const items: (EventItem | Gap | Malformed)[] = [];
  while (items.length < count) {
    const result = await reader.next();
    if (result.done === true) break;
    items.push(result.value);
  }
  return items;
}

/** Items in a few words: an event's type, a gap's reason, what is malformed. */
export function inWords(items: readonly (EventItem | Gap | Malformed)[]): string[] {
  return items.map((item) => {
    if (item.type === 'event') return item.event.eventType;
    return item.type === 'gap' ? `gap: ${item.reason}` : `malformed: ${item.problem}`;
  });
}
