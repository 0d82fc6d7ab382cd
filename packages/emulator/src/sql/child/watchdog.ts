import { Socket } from 'node:net';
import { workerData } from 'node:worker_threads';

/** Milliseconds between two looks at the memory: what grows by 2 GB a second is 100 MB further then. */
const LOOK_MS = 50;

/**
 * Ends the whole process where it takes more memory than it may, or its parent is gone. It runs in a thread of its own, for
 * the thread that works hears nothing while one expression of SQL keeps it busy for hours.
 */
export function watch(): void {
  const most = workerData instanceof Float64Array ? workerData : new Float64Array(1);
  setInterval(() => {
    if (process.memoryUsage.rss() > Number(most[0])) end();
  }, LOOK_MS);
  // The parent holds the other end, and says nothing.
  const parent = new Socket({ fd: 0, readable: true, writable: false });
  parent.on('close', end).on('error', end).resume();
}

function end(): void {
  process.kill(process.pid, 'SIGKILL');
}
