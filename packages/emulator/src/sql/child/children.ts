import { Child } from './child.ts';

/** Milliseconds that a child waits for its next task. */
const IDLE_MS = 60_000;
/** Bytes: allocators keep what they had, and a child that swelled is not worth keeping. */
const SWOLLEN = 500_000_000;

/** Shared by all emulators of this process, which may be many in a row: to start a child takes a quarter of a second. */
const idle = new Map<Child, NodeJS.Timeout>();
let users = 0;

/** A child that rests, or a new one. */
export function takeChild(): Child {
  for (const [child, timer] of [...idle].toReversed()) {
    clearTimeout(timer);
    idle.delete(child);
    if (child.isAlive) return child;
  }
  return new Child();
}

/** Keeps a child for the next task, unless it has swollen to too many bytes (`rss`). */
export function giveBack(child: Child, rss: number): void {
  child.rest();
  if (!child.isAlive) return;
  if (rss > SWOLLEN) return child.kill();
  const end = (): void => {
    idle.delete(child);
    child.kill();
  };
  idle.set(child, setTimeout(end, IDLE_MS).unref());
}

/** Says that children will be wanted. The last who calls what it returns ends those that rest. */
export function useChildren(): () => void {
  users += 1;
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    users -= 1;
    if (users > 0) return;
    for (const [child, timer] of idle) {
      clearTimeout(timer);
      child.kill();
    }
    idle.clear();
  };
}
