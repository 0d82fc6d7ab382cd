import type { AnalyticsClient } from '@bimodal/analytics-client';

/** A client, and what belongs to it. */
export interface Connected extends AsyncDisposable {
  readonly mode: AnalyticsClient;
  /** What clean-ups are bound to. */
  readonly origin: string;
  /** Whether the workspace is one that this program made for itself. */
  readonly isOwn: boolean;
}
