/** Where events of Mode Analytics are sent to. */
export interface AnalyticsWebhook {
  readonly url: string;
  /** The one event that it is told of; all of them where absent. */
  readonly event?: WebhookEvent | undefined;
}

export type WebhookEvent =
  | 'report_created'
  | 'report_run_started'
  | 'report_run_completed'
  | 'definition_created'
  | 'definition_updated'
  | 'new_database_connection'
  | 'member_joined_organization';
