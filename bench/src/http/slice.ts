/** A short piece of a client's run. */
export interface Slice {
  readonly concurrency: number;
  /** How long new requests are begun; those under way are waited for. */
  readonly milliseconds: number;
}

/** What it cost. */
export interface SliceCost {
  readonly requestsPerSecond: number;
  /** User and system time of the client's process. */
  readonly cpuMicrosPerRequest: number;
}
