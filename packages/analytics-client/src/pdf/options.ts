import type { CallOptions } from '@bimodal/auth-core';

/** How to wait for an export. */
export interface ExportOptions extends CallOptions {
  /** Milliseconds for all of it, up to the first byte (default 300,000: five minutes). */
  readonly timeout?: number | undefined;
  /** Milliseconds before the first look (default 500). The interval doubles up to ten times as much, with jitter. */
  readonly pollInterval?: number | undefined;
}
