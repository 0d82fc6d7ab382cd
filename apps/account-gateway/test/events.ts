import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import type { Visitor } from './service.ts';

/** A stream of server-sent events, as it comes in. */
export interface Listening {
  /** Names and data, in order. */
  readonly heard: { event: string; data: string }[];
  /** Fulfilled when the service ended it. */
  readonly ended: Promise<void>;
  leave(): void;
}

/** Listens as a tab of a browser does. */
export async function listen({ url, cookie }: Visitor): Promise<Listening> {
  const request = get(`${url}/api/events`, { headers: { cookie: cookie ?? '' } });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  if (response.statusCode !== 200) throw new Error(`No stream: ${response.statusCode}`);
  const heard: { event: string; data: string }[] = [];
  let event = '';
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  response.on('close', end);
  const lines = createInterface({ input: response });
  // Leaving breaks it off, and both say so.
  for (const each of [response, lines]) each.on('error', () => undefined);
  lines.on('line', (line) => {
    if (line.startsWith('event: ')) event = line.slice(7);
    if (line.startsWith('data: ')) heard.push({ event, data: line.slice(6) });
  });
  return { heard, ended, leave: () => request.destroy() };
}
