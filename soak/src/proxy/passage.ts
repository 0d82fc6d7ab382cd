import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Mischief } from './mischief.ts';

/** One direction of a connection, and what happens to it. */
export interface Passage {
  readonly from: Socket;
  readonly to: Socket;
  readonly mischief: Mischief | undefined;
  /** Whether nothing goes wrong any more, but what has. */
  readonly isOver: () => boolean;
  /** Sees each chunk as it came, before anything happens to it. */
  readonly onChunk?: (chunk: Buffer) => void;
  /** Hears of the mischief, once it has happened. */
  readonly onMischief: (mischief: Mischief, chunk: Buffer) => void;
  /** Hears how many milliseconds a chunk was held back. */
  readonly onHeld: (milliseconds: number) => void;
}

/** Passes bytes on, in order, until its mischief has happened; a cut takes effect at exactly the byte that it names. */
export function passOn({ from, to, mischief, isOver, onChunk, onMischief, onHeld }: Passage): void {
  let passed = 0;
  let chunks = 0;
  let isCut = false;
  // Whatever is held back holds back what comes after it.
  let last: Promise<unknown> = Promise.resolve();
  const write = (bytes: Buffer): void => {
    if (bytes.length > 0 && to.writable) to.write(bytes);
  };

  from.on('data', (chunk: Buffer) => {
    onChunk?.(chunk);
    if (isCut) return;
    if (mischief === undefined) return write(chunk);
    if (isOver()) return void (last = last.then(() => write(chunk)));
    const came = performance.now();
    switch (mischief.kind) {
      case 'delay':
        if (chunks++ === 0) onMischief(mischief, chunk);
        last = last
          .then(() => (isOver() ? undefined : pause(mischief.milliseconds)))
          .then(() => {
            onHeld(performance.now() - came);
            write(chunk);
          });
        return;
      case 'duplicate':
        if (chunks++ !== mischief.chunk) return write(chunk);
        onMischief(mischief, chunk);
        // In one piece, so that both arrive together.
        return write(Buffer.concat([chunk.subarray(0, mischief.first), chunk]));
      default:
        write(chunk.subarray(0, mischief.after - passed));
        passed += chunk.length;
        if (passed < mischief.after) return;
        isCut = true;
        onMischief(mischief, chunk);
        cut(mischief.kind, from, to);
    }
  });
  from.on('end', () => void last.then(() => isCut || to.end()));
  from.on('error', () => to.destroy());
  from.on('close', () => void last.then(() => from.readableEnded || to.destroy()));
}

function cut(kind: 'drop' | 'reset' | 'halfClose' | 'truncate', from: Socket, to: Socket): void {
  if (kind === 'reset') {
    from.resetAndDestroy();
    to.resetAndDestroy();
  }
  if (kind === 'halfClose' || kind === 'truncate') to.end();
  if (kind === 'truncate') from.end();
}
