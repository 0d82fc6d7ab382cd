/** Where the resource behind a delivery is: what the client's own calls take. */
interface InWorkspace {
  readonly workspace: string;
}

/** A report was made: `mode.webhooks.fetch(hook)`. */
export interface ReportCreated {
  readonly event: 'report_created';
  readonly input: InWorkspace & { readonly report: string };
}

/** A run began, or ended, well or not: `mode.webhooks.fetch(hook)` tells its state. */
export interface ReportRunChanged {
  readonly event: 'report_run_started' | 'report_run_completed';
  readonly input: InWorkspace & { readonly report: string; readonly run: string };
}

/** A definition was made or changed: `mode.webhooks.fetch(hook)`. */
export interface DefinitionChanged {
  readonly event: 'definition_created' | 'definition_updated';
  readonly input: InWorkspace & { readonly definition: string };
}

/** A data source was connected: `mode.webhooks.fetch(hook)`. */
export interface DatabaseConnected {
  readonly event: 'new_database_connection';
  readonly input: InWorkspace & { readonly dataSource: string };
}

/** A person joined: `mode.webhooks.fetch(hook)`. */
export interface MemberJoined {
  readonly event: 'member_joined_organization';
  readonly input: InWorkspace & { readonly membership: string };
}

/** An event that we do not know, such as the test event that a new webhook is tried with: answer it with 2xx. */
export interface OtherWebhook {
  readonly event: 'other';
  /** The platform's own word. */
  readonly name: string;
  /** The delivery as it came. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** A delivery of a webhook. */
export type Webhook =
  | ReportCreated
  | ReportRunChanged
  | DefinitionChanged
  | DatabaseConnected
  | MemberJoined
  | OtherWebhook;
