import type { Adapter, CallSetup, Client, Setup } from './clients/client.ts';
import type { Answer, LocalServer } from './servers/local-server.ts';

/** What a probe found. `reason` says why not, in a few words. */
export type Verdict =
  | { readonly result: 'pass' }
  | { readonly result: 'fail' | 'n/a'; readonly reason: string };

/** One question put to a client. */
export interface Probe {
  /** Rule and letter: `1a`. */
  readonly id: string;
  /** What holds where it passes; a row of the table. */
  readonly name: string;
  /** Milliseconds after which the client has failed (default 30,000). */
  readonly limit?: number;
  /** Returns where the client passes; throws `Failed` or `NotApplicable`. */
  readonly run: (stage: Stage) => Promise<void>;
}

/** One rule of SECURITY.md with its probes. */
export interface Rule {
  readonly number: number;
  readonly title: string;
  readonly probes: readonly Probe[];
}

/** What a probe works with: the client, and servers on this machine. */
export interface Stage {
  readonly adapter: Adapter;
  /** Makes a client of the server; the credential is `secret` unless the probe says otherwise. */
  client(setup: Partial<Setup> & { readonly url: string }): Promise<Client>;
  serve(answer: Answer): Promise<LocalServer>;
  /** Its download, begun; the probe does not apply where it has none. */
  download(client: Client, options?: CallSetup): Promise<AsyncIterable<Uint8Array>>;
}

/** The client does not hold what the probe asks. */
export class Failed extends Error {}

/** The probe asks for something that the client does not set out to do. */
export class NotApplicable extends Error {}

export function fail(reason: string): never {
  throw new Failed(reason);
}

export function notApplicable(reason: string): never {
  throw new NotApplicable(reason);
}
