import type { buildConnector } from 'undici';

/** Failures of connections that had carried answers before. */
const broken = new WeakSet<Error>();

/** The same connector; what breaks its connections later is remembered for `wasReused`. */
export function noticingReuse(connect: buildConnector.connector): buildConnector.connector {
  return (options, callback) => {
    connect(options, (...result) => {
      const socket = result[1];
      socket?.prependListener('error', (error: Error) => {
        if (socket.bytesRead > 0) broken.add(error);
      });
      callback(...result);
    });
  };
}

/**
 * Whether a request failed on a connection that had served before. Then most likely the server had just given it up as
 * idle, and the request is not to blame.
 */
export function wasReused(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (broken.has(error)) return true;
  // undici's own word for a connection that the other side closed carries the counters.
  const socket: unknown = Object.hasOwn(error, 'socket') ? Reflect.get(error, 'socket') : undefined;
  if (typeof socket !== 'object' || socket === null) return false;
  const bytesRead: unknown = Reflect.get(socket, 'bytesRead');
  return typeof bytesRead === 'number' && bytesRead > 0;
}
