/** What is asked for that no operation describes. */
export interface Improvised {
  readonly method: string;
  /** A template such as `/api/{workspace}/stars/{report}`, or a plain path. */
  readonly path: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly idempotent?: boolean | undefined;
  /** Whether arrays of the query travel as their name once for each item, and not joined by commas. */
  readonly repeats?: boolean | undefined;
}
