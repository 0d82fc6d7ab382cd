import { setTimeout as delay } from 'node:timers/promises';
import { fail } from './probe.ts';

/** How a promise stood when it was looked at. */
export type Settled =
  | { readonly state: 'resolved'; readonly value: unknown; readonly elapsed: number }
  | { readonly state: 'rejected'; readonly error: unknown; readonly elapsed: number }
  | { readonly state: 'pending'; readonly elapsed: number };

/** Something that has been begun and is watched: its rejection is never an unhandled one. */
export class Begun {
  readonly #started = performance.now();
  readonly #outcome: Promise<Settled>;

  /** Begins it. An exception thrown at once counts as a rejection. */
  constructor(begin: () => unknown) {
    this.#outcome = (async () => begin())().then(
      (value): Settled => ({ state: 'resolved', value, elapsed: this.#elapsed() }),
      (error: unknown): Settled => ({ state: 'rejected', error, elapsed: this.#elapsed() }),
    );
  }

  /** How it stands, at the latest after so many milliseconds from now. */
  async within(milliseconds: number): Promise<Settled> {
    const giveUp = new AbortController();
    const late = delay(milliseconds, undefined, { signal: giveUp.signal }).then(
      (): Settled => ({ state: 'pending', elapsed: this.#elapsed() }),
      (): Settled => ({ state: 'pending', elapsed: this.#elapsed() }),
    );
    const settled = await Promise.race([this.#outcome, late]);
    giveUp.abort();
    return settled;
  }

  #elapsed(): number {
    return Math.round(performance.now() - this.#started);
  }
}

/** Begins it and waits at most so many milliseconds. */
export function settle(begin: () => unknown, within: number): Promise<Settled> {
  return new Begun(begin).within(within);
}

/** The error with which it must reject within so many milliseconds. */
export async function rejection(begin: () => unknown, within: number): Promise<unknown> {
  const settled = await settle(begin, within);
  if (settled.state === 'pending') fail(`had not settled after ${within} ms`);
  if (settled.state === 'resolved') fail(`resolved, with ${brief(settled.value)}`);
  return settled.error;
}

/** The value with which it must resolve within so many milliseconds. */
export async function resolution(begin: () => unknown, within: number): Promise<unknown> {
  const settled = await settle(begin, within);
  if (settled.state === 'pending') fail(`had not settled after ${within} ms`);
  if (settled.state === 'rejected') fail(`rejected, with ${describe(settled.error)}`);
  return settled.value;
}

/** Waits until something holds, looking again and again. */
export async function until(holds: () => boolean, within: number): Promise<boolean> {
  const end = performance.now() + within;
  while (!holds()) {
    if (performance.now() > end) return false;
    await delay(5);
  }
  return true;
}

/** An error in a few words. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return `something that is no Error (${typeof error})`;
  const message = error.message.replaceAll(/\s+/g, ' ').slice(0, 80);
  return `${error.constructor.name}: ${message}`;
}

/** A value in a few words. */
export function brief(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'string' ? JSON.stringify(value) : (JSON.stringify(value) ?? typeof value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
