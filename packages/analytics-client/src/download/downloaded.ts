/** How far a download is. */
export interface DownloadProgress {
  /** Bytes that have been written, unpacked. */
  readonly bytes: number;
  /** Bytes in all, where the server said so and did not compress them. */
  readonly total: number | undefined;
}

/** A file that was downloaded whole. */
export interface Downloaded {
  readonly path: string;
  readonly bytes: number;
  /** Media type, such as `text/csv`. */
  readonly contentType: string;
}

/** Called after each piece that was written. */
export type OnProgress = (progress: DownloadProgress) => void;
