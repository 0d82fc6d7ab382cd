/** A moment by two clocks, in milliseconds. */
export interface Moment {
  /** By a clock that only goes forward, and that nobody sets: how long something takes is measured by it. */
  readonly tick: number;
  /** By the machine's clock: for what is shown. It is set, also back, also by years while a device starts. */
  readonly time: number;
}

let current: Moment | undefined;

/**
 * The moment, looked up once for everything that happens at once: a read of a socket brings hundreds of messages, and
 * between them nothing else runs.
 */
export function moment(): Moment {
  if (current === undefined) {
    current = { tick: performance.now(), time: Date.now() };
    queueMicrotask(forget);
  }
  return current;
}

/**
 * When something was, as the machine's clock would tell it that is right now: where it was set meanwhile, the earlier of what
 * it told then and what the time that has passed since says. A machine that slept is why it may not be that time alone.
 */
export function shown(past: Moment, now: Moment): Date {
  return new Date(Math.min(past.time, now.time - (now.tick - past.tick)));
}

function forget(): void {
  current = undefined;
}
