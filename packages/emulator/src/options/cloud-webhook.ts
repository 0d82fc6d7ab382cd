/** Where MODE Cloud's events are delivered to, as a webhook set in the console would be. */
export interface CloudWebhook {
  /** Where they are POSTed, and what is signed together with the body. */
  readonly url: string;
  /** The key that they are signed with. */
  readonly key: string;
  /** Types of the events; `*` is all (default). */
  readonly events?: readonly string[] | undefined;
  /** Makes it a bulk-data webhook: it is sent what devices send under this label, as it came, and no events. */
  readonly bulkDataLabel?: string | undefined;
}
