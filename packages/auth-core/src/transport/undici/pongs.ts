import { subscribe, unsubscribe } from 'node:diagnostics_channel';

/** Where undici tells of pongs, and nowhere else. */
const channel = 'undici:websocket:pong';
const listeners = new Map<object, () => void>();

/** Calls the listener at each pong of a websocket; the returned function ends that. */
export function onPong(socket: object, listener: () => void): () => void {
  if (listeners.size === 0) subscribe(channel, heard);
  listeners.set(socket, listener);
  return () => {
    if (listeners.delete(socket) && listeners.size === 0) unsubscribe(channel, heard);
  };
}

function heard(message: unknown): void {
  if (typeof message !== 'object' || message === null) return;
  const socket: unknown = Reflect.get(message, 'websocket');
  if (typeof socket === 'object' && socket !== null) listeners.get(socket)?.();
}
