/** One page to be read, as plain JSON. */
export interface CrawlStep {
  readonly operation: string;
  /** The plain input of that page. */
  readonly input: object;
  /** Nothing below it is wanted, or nothing is there. */
  readonly leaf?: boolean | undefined;
  /** What the page before was like (`StepPage.likeness`): where it comes again, the server repeats its last page. */
  readonly after?: string | undefined;
  /** Objects of this page that were given already. */
  readonly given?: readonly string[] | undefined;
}
