import type { Keys } from './callers.ts';
import type { Policy } from './policies.ts';
import type { World } from './world.ts';

/** What is sent; made anew for each caller. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body?: object | undefined;
  /** Keys that are sent in place of the callers' own: what it is about is theirs. */
  readonly keys?: Partial<Keys>;
}

/** An operation, who may call it, and a call of it that is right in everything else. */
export type Row = readonly [id: string, policy: Policy, call: (world: World) => Promise<Sent> | Sent];

export const sent = (method: string, path: string, body?: object): Sent => ({ method, path, body });
