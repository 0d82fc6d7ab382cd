import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { Target } from './concerns.ts';

/** A websocket or an MQTT connection that is open, as far as faults go. */
export interface LiveConnection {
  readonly target: Target;
  /** Ends it without a goodbye. */
  cut(): void;
  /** Neither reads nor writes any more, and stays open. */
  freeze(): void;
  /** Goes on, with what came in meanwhile and what was to go out. */
  thaw(): void;
}

/** A websocket, by the connection under it: what is written there is held back. */
export function liveWebSocket(socket: WebSocket, under: Socket, target: Target): LiveConnection {
  return {
    target,
    cut: () => socket.terminate(),
    freeze() {
      under.cork();
      socket.pause();
    },
    thaw() {
      socket.resume();
      under.uncork();
    },
  };
}
