import { subscribe } from 'node:diagnostics_channel';

/** Connections on which an answer was completed. */
const served = new WeakSet<object>();
/** Of a request under way: its connection, and how things stood there when it was sent. */
const sent = new WeakMap<
  object,
  { readonly socket: object; readonly served: boolean; readonly read: number }
>();
/** Failures of requests that met a connection which had served before and gave not one byte more. */
const broken = new WeakSet<object>();

let noticing = false;

/**
 * From now on, remembers for `wasReused` what connections had done before a request: undici tells on channels what it
 * sends on which socket, of every dispatcher alike. Said once, it holds for the process.
 */
export function noticeReuse(): void {
  if (noticing) return;
  noticing = true;
  subscribe('undici:client:sendHeaders', (message) => {
    const [request, socket] = [part(message, 'request'), part(message, 'socket')];
    if (request === undefined || socket === undefined) return;
    sent.set(request, { socket, served: served.has(socket), read: bytesRead(socket) });
  });
  subscribe('undici:request:trailers', (message) => {
    const request = part(message, 'request');
    const socket = request === undefined ? undefined : sent.get(request)?.socket;
    if (socket !== undefined) served.add(socket);
  });
  subscribe('undici:request:error', (message) => {
    const [request, error] = [part(message, 'request'), part(message, 'error')];
    const begun = request === undefined ? undefined : sent.get(request);
    if (begun === undefined || error === undefined) return;
    if (begun.served && bytesRead(begun.socket) === begun.read) broken.add(error);
  });
}

/**
 * Whether a request failed on a connection that had completed an answer before and sent no byte of this one. Then most
 * likely the server had just given it up as idle, and the request is not to blame. An answer that is no valid HTTP is
 * an answer: it is never taken for that.
 */
export function wasReused(error: unknown): boolean {
  return error instanceof Error && broken.has(error);
}

function part(message: unknown, name: string): object | undefined {
  if (typeof message !== 'object' || message === null || !Object.hasOwn(message, name)) return undefined;
  const value: unknown = Reflect.get(message, name);
  return typeof value === 'object' && value !== null ? value : undefined;
}

function bytesRead(socket: object): number {
  const bytes: unknown = Reflect.get(socket, 'bytesRead');
  return typeof bytes === 'number' ? bytes : 0;
}
