import { InputError, type CallOptions } from '@bimodal/auth-core';
import type { DataSource, Definition, Membership, Report, ReportRun } from './gen/models.ts';
import type { Resources } from './resources/resources.ts';
import type {
  DatabaseConnected,
  DefinitionChanged,
  MemberJoined,
  OtherWebhook,
  ReportCreated,
  ReportRunChanged,
  Webhook,
} from './webhook/webhook.ts';

type Source = Pick<Resources, 'reports' | 'reportRuns' | 'definitions' | 'dataSources' | 'memberships'>;

/** What webhooks tell of. */
export class Webhooks {
  readonly #source: Source;
  readonly #workspace: string | undefined;

  constructor(source: Source, workspace: string | undefined) {
    this.#source = source;
    this.#workspace = workspace;
  }

  /**
   * Reads the resource behind a delivery, with the client's own key and from its own origin: deliveries carry no signature, so
   * nothing that they say is believed but the tokens. The URL in the delivery is never called. A forged delivery can make it
   * read what the key may read in the client's workspace, and nothing else.
   *
   * ```ts
   * const hook = parseWebhook(body);
   * if (hook.event === 'report_run_completed') console.log((await mode.webhooks.fetch(hook)).state);
   * ```
   *
   * @param hook what `parseWebhook` read.
   * @returns the report, run, definition, data source or membership; undefined for an event that has none.
   * @throws InputError if the delivery is of another workspace than the client's; nothing is sent then.
   * @throws NotFoundError if there is no such resource, or the key does not see it: perhaps the delivery is forged.
   */
  fetch(hook: ReportCreated, options?: CallOptions): Promise<Report>;
  fetch(hook: ReportRunChanged, options?: CallOptions): Promise<ReportRun>;
  fetch(hook: DefinitionChanged, options?: CallOptions): Promise<Definition>;
  fetch(hook: DatabaseConnected, options?: CallOptions): Promise<DataSource>;
  fetch(hook: MemberJoined, options?: CallOptions): Promise<Membership>;
  fetch(hook: OtherWebhook, options?: CallOptions): Promise<undefined>;
  fetch(
    hook: Webhook,
    options?: CallOptions,
  ): Promise<Report | ReportRun | Definition | DataSource | Membership | undefined>;
  async fetch(hook: Webhook, options?: CallOptions): Promise<unknown> {
    if (hook.event === 'other') return undefined;
    const { workspace } = hook.input;
    if (this.#workspace !== undefined && workspace !== this.#workspace) {
      throw new InputError(
        `The delivery is of the workspace "${workspace}", and this client is of "${this.#workspace}". Nothing was sent.`,
      );
    }
    const { reports, reportRuns, definitions, dataSources, memberships } = this.#source;
    switch (hook.event) {
      case 'report_created':
        return reports.get(hook.input, options);
      case 'report_run_started':
      case 'report_run_completed':
        return reportRuns.get(hook.input, options);
      case 'definition_created':
      case 'definition_updated':
        return definitions.get(hook.input, options);
      case 'new_database_connection':
        return dataSources.get(hook.input, options);
      case 'member_joined_organization':
        return memberships.get(hook.input, options);
    }
  }
}
