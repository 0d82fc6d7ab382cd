import { once } from 'node:events';
import type { FastifyInstance } from 'fastify';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { WebSocket } from 'ws';

/** Milliseconds that open websockets have to say goodbye when the emulator closes. */
const grace = 500;

/**
 * Ends every connection when the server closes: websockets with 1001 (going away), then whatever is left, upgraded or half
 * open. Node ends only the connections that it still knows as HTTP.
 */
export function endConnections(app: FastifyInstance): { readonly farewell: () => Promise<void> } {
  const sockets = new Set<Socket>();
  app.server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const farewell = async (): Promise<void> => {
    const open: readonly WebSocket[] = [...app.websocketServer.clients];
    const closed = Promise.all(open.map((socket) => once(socket, 'close')));
    for (const socket of open) socket.close(1001, 'The emulator closes.');
    const waiting = new AbortController();
    await Promise.race([
      closed,
      pause(grace, undefined, { signal: waiting.signal, ref: false }).catch(() => {}),
    ]);
    waiting.abort();
    for (const socket of sockets) socket.destroy();
  };
  return { farewell };
}
