import type { Connection } from './connection.ts';

/** How a connection is watched, in milliseconds. */
export interface Watch {
  /** Between pings. */
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
    let timer: NodeJS.Timeout | undefined;
    let ended = false;

    const wait = (milliseconds: number) => {
      timer = setTimeout(ask, milliseconds);
    };
    const ask = () => {
      const asked = Date.now();
      connection.ping();
      timer = setTimeout(() => {
        // After a stall of this process the timer is overdue before the answer was read: let the sockets speak first.
        setImmediate(() => {
          if (ended) return;
          if (connection.lastHeard.getTime() >= asked) wait(watch.pingInterval - watch.pongTimeout);
          else connection.destroy();
        });
      }, watch.pongTimeout);
    };
    const leave = () => {
      connection.close();
    };

    connection.listen({
      message,
      closed() {
        ended = true;
        clearTimeout(timer);
        stop.removeEventListener('abort', leave);
        resolve();
      },
    });
    if (ended) return;
    stop.addEventListener('abort', leave, { once: true });
    if (stop.aborted) leave();
    else wait(watch.pingInterval);
  });
}
