import type { EmulatorOptions } from '../options/options.ts';
import type { Database } from '../state/database.ts';
import type { Memory } from '../state/folder.ts';
import type { Secrets } from '../state/secrets.ts';
import type { Faults } from '../faults/faults.ts';
import type { Outbox } from './outbox.ts';
import type { Identity, Platform } from './platform.ts';

/** What a platform is given when it opens. */
export interface Setting {
  readonly options: EmulatorOptions;
  /** Where every seeded token, secret and id comes from. */
  readonly secrets: Secrets;
  /** Opens the platform's own state, a file of this name or memory; the kernel closes it. See `Database`. */
  openState(name: string, migrations: readonly string[]): Database;
  /** A folder for large things. It lasts as long as the state does, so what is in it may outlive the process. */
  readonly scratch: string;
  /** What the emulator itself remembers from start to start. */
  readonly memory: Memory;
  readonly outbox: Outbox;
  /** What goes wrong on purpose, for what does not pass the kernel. */
  readonly faults: Faults;
}

/** A platform ready to be served. */
export interface OpenedPlatform<S, I extends Identity = Identity> {
  readonly platform: Platform<I>;
  /** What the person who starts the emulator needs to know: tokens, secrets, ids. */
  readonly seeds: S;
  /** Its OpenAPI 3.1 document. */
  readonly openapi: () => Promise<unknown>;
  /** Ends what is under way. The server has stopped taking requests; the state is still open. */
  close(): Promise<void>;
}
