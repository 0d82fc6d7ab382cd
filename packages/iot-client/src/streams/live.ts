import { onlyOnce } from '@bimodal/auth-core/internal';
import type { Connection } from './connection.ts';

/** How a connection is watched, in milliseconds. Either may be the longer one. */
export interface Watch {
  /** Between pings. Where the runtime can send none, nothing is watched. */
  readonly pingInterval: number;
  /** How long the other side has to answer one, with a pong or with anything else. */
  readonly pongTimeout: number;
}

/** Passes messages on until the connection has ended, by itself, by falling silent, or because `stop` was aborted. */
export function live(
  connection: Connection,
  watch: Watch,
  message: (text: string | undefined) => void,
  stop: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    let next: ReturnType<typeof setTimeout> | undefined;
    let patience: ReturnType<typeof setTimeout> | undefined;
    /** When the oldest ping was sent that nothing has answered, by a clock that nobody sets. */
    let asked: number | undefined;
    let ended = false;

    const isSilent = () => asked !== undefined && connection.lastHeard.tick < asked;
    const ask = () => {
      next = setTimeout(ask, watch.pingInterval);
      if (!isSilent()) {
        asked = performance.now();
        clearTimeout(patience);
        patience = setTimeout(judge, watch.pongTimeout);
      }
      connection.ping?.();
    };
    const judge = () => {
      // After a stall of this process the timer is overdue before the answer was read: let the sockets speak first.
      setTimeout(() => {
        if (!ended && isSilent()) connection.destroy();
      }, 0);
    };
    const leave = () => {
      connection.close();
    };

    connection.listen({
      message,
      closed() {
        ended = true;
        clearTimeout(next);
        clearTimeout(patience);
        stop.removeEventListener('abort', leave);
        resolve();
      },
    });
    if (ended) return;
    stop.addEventListener('abort', leave, onlyOnce);
    if (stop.aborted) leave();
    else if (connection.ping !== undefined) next = setTimeout(ask, watch.pingInterval);
  });
}
