/** A short piece of a client's run. */
export interface Slice {
  readonly concurrency: number;
  readonly requests: number;
}

/** What it cost. */
export interface SliceCost {
  readonly requestsPerSecond: number;
  /** User and system time of the client's process. */
  readonly cpuMicrosPerRequest: number;
}
