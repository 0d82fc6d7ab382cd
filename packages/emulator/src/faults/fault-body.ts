import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from './fault.ts';

/** The body under its faults: in drips, or only its first bytes. Ends early by throwing `CutOff`. */
export async function* faultyBody(
  body: AsyncIterable<Uint8Array>,
  faults: readonly Fault[],
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const drip = faults.find((fault) => fault.drip)?.drip;
  let left = Math.min(...faults.map((fault) => fault.closeAfterBytes ?? Infinity));
  if (left === 0) throw new CutOff();
  for await (const chunk of body) {
    const step = drip?.bytes ?? chunk.length;
    for (let at = 0; at < chunk.length; at += step) {
      const piece = chunk.subarray(at, Math.min(at + step, at + left));
      yield piece;
      left -= piece.length;
      if (left <= 0) throw new CutOff();
      if (drip) await pause(drip.everyMs, undefined, { signal });
    }
  }
}

/** The connection is to be closed here: a fault asked for it. */
export class CutOff extends Error {
  constructor() {
    super('A fault closes the connection here.');
  }
}

/** Whether any of them changes how a body is sent. */
export function touchesBody(faults: readonly Fault[]): boolean {
  return faults.some((fault) => fault.closeAfterBytes !== undefined || fault.drip || fault.unframed);
}
