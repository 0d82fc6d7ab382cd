import type { ServerResponse } from 'node:http';
import type { Heard } from '../events/event-hub.ts';

/** Bytes that may wait for a slow client before it is left; it comes again by itself and hears what is new then. */
const mostWaiting = 1_000_000;
/** Milliseconds between two signs of life, so that nothing in between takes the connection for dead. */
const heartbeat = 15_000;
/** Milliseconds that a client has to take the last word. */
const farewell = 5000;

/** Begins an answer of server-sent events. @returns what writes to it; after the last word it writes no more. */
export function writeEvents(
  response: ServerResponse,
  headers: Record<string, string>,
): (heard: Heard) => void {
  const write = (text: string): void => {
    // A write after the end would be an error that nobody catches; `writable` does not tell.
    if (response.writableEnded || response.destroyed) return;
    if (response.writableLength > mostWaiting) response.destroy();
    else response.write(text);
  };
  const end = (text?: string): void => {
    if (response.writableEnded || response.destroyed) return;
    response.end(text);
    const timer = setTimeout(() => response.destroy(), farewell);
    response.once('close', () => clearTimeout(timer));
  };
  response.writeHead(200, {
    ...headers,
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    // Kept open after its end, it would keep the service from stopping.
    connection: 'close',
  });
  write('retry: 2000\n\n');
  const beat = setInterval(() => write(': still here\n\n'), heartbeat);
  response.once('close', () => clearInterval(beat));
  return (heard) => {
    if (heard.type === 'end') end('event: end\ndata: {}\n\n');
    else if (heard.type === 'lost') end();
    else write(textOf(heard));
  };
}

function textOf(heard: Exclude<Heard, { type: 'end' | 'lost' }>): string {
  const { type, ...rest } = heard;
  const data = heard.type === 'event' ? heard.event : rest;
  return `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}
