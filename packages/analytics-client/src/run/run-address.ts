/** Which run. */
export interface RunAddress {
  readonly workspace?: string | undefined;
  readonly report: string;
  readonly run: string;
}
