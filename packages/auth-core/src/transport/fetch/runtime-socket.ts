import type { OpenSocket, SocketListener } from '../open-socket.ts';

/** A websocket as pages and other runtimes have it. */
export interface RuntimeSocket {
  close(code?: number): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'open' | 'close' | 'error', listener: () => void): void;
}

/** Passes on what a websocket tells, and gives the means to end it. It offers no ping: no such runtime has one. */
export function listenTo(socket: RuntimeSocket, listener: SocketListener): OpenSocket {
  let isOver = false;
  let isLeaving = false;
  const close = (): void => {
    if (isLeaving) return;
    isLeaving = true;
    socket.close(1000);
  };
  const over = (): void => {
    if (isOver) return;
    isOver = true;
    // workerd answers a goodbye only where it is told to, and lets a connection that broke be closed by hand.
    close();
    listener.closed();
  };
  socket.addEventListener('message', ({ data }) => {
    if (!isOver) listener.message(typeof data === 'string' ? data : undefined);
  });
  socket.addEventListener('close', over);
  socket.addEventListener('error', over);
  // A runtime may wait for the answer of a peer that is gone, for minutes: whoever drops the connection does not.
  const destroy = (): void => {
    close();
    over();
  };
  return { ping: undefined, close, destroy };
}
