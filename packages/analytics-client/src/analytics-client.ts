import { inspect } from 'node:util';
import {
  analyticsDefault,
  Call,
  Engine,
  EngineCaller,
  type CallOptions,
  type ClientFacts,
} from '@bimodal/auth-core';
import { CollectionOperations } from './gen/collections.ts';
import { CredentialOperations } from './gen/credentials.ts';
import type { Verification } from './gen/models.ts';
import { QueryOperations } from './gen/queries.ts';
import { QueryRunOperations } from './gen/query-runs.ts';
import { ReportScheduleOperations } from './gen/report-schedules.ts';
import { ownOptions, type AnalyticsClientOptions, type AnalyticsRequest } from './options.ts';
import { analytics } from './platform.ts';
import { ReportRuns } from './report-runs.ts';
import { Reports } from './reports.ts';
import { Results } from './results.ts';
import { product } from './version.ts';

/**
 * Mode Analytics.
 *
 * ```ts
 * const mode = new AnalyticsClient({ workspace: 'acme', credential: basic({ token, secret }) });
 * const report = await mode.reports.get({ report: 'abc123def456' });
 * ```
 *
 * Without options it reads `MODE_ANALYTICS_WORKSPACE`, `MODE_ANALYTICS_TOKEN`, `MODE_ANALYTICS_SECRET` and
 * `MODE_ANALYTICS_BASE_URL`, then the profile file (`BIMODAL_PROFILE`). Making one sends nothing and loads nothing; the first call does.
 */
export class AnalyticsClient implements AsyncDisposable {
  readonly collections: CollectionOperations;
  readonly queries: QueryOperations;
  readonly queryRuns: QueryRunOperations;
  readonly reportRuns: ReportRuns;
  readonly reportSchedules: ReportScheduleOperations;
  readonly reports: Reports;
  readonly results: Results;
  /** Username of the workspace that calls go to where they name none. */
  readonly workspace: string | undefined;
  readonly #credentials: CredentialOperations;
  readonly #engine: Engine;
  readonly #options: AnalyticsClientOptions;

  /**
   * @param shared a client whose connections to use; `withOptions` passes it.
   * @throws InputError or OriginError for an option that cannot be.
   */
  constructor(options: AnalyticsClientOptions = {}, shared?: AnalyticsClient) {
    const own = ownOptions(options);
    const credential = own.credential ?? analyticsDefault();
    this.workspace = own.workspace ?? (process.env['MODE_ANALYTICS_WORKSPACE'] || undefined);
    const defaults = this.workspace === undefined ? {} : { workspace: this.workspace };
    this.#options = { ...own, credential, workspace: this.workspace };
    this.#engine = shared
      ? shared.#engine.with(own, credential, defaults)
      : new Engine({ ...facts, defaults }, own, credential);
    const caller = new EngineCaller(this.#engine);
    this.collections = new CollectionOperations(caller);
    this.queries = new QueryOperations(caller);
    this.queryRuns = new QueryRunOperations(caller);
    this.reportRuns = new ReportRuns(caller);
    this.reportSchedules = new ReportScheduleOperations(caller);
    this.reports = new Reports(caller);
    this.results = new Results(caller);
    this.#credentials = new CredentialOperations(caller);
  }

  /**
   * Asks the platform whose credential this is. From then on the client knows its kind, and calls that do not take it fail
   * before they are sent.
   *
   * @throws AuthenticationError if the credential is wrong, expired or revoked.
   */
  async verify(options?: CallOptions): Promise<Verification> {
    const verification = await this.#credentials.verify({}, options);
    const kind = scopes.find((scope) => scope === verification.api_key_scope);
    if (kind !== undefined) this.#engine.learnKind(kind);
    return verification;
  }

  /**
   * Sends what this client has no method for yet, under the same rules. The path is a template within the client's origin;
   * the rest of the input becomes a query or a JSON body.
   *
   * ```ts
   * await mode.request({ method: 'GET', path: '/api/{workspace}/groups', input: { per_page: 30 } });
   * ```
   *
   * @throws InputError if the path is not one of this origin, or has a parameter that the input lacks.
   */
  request(request: AnalyticsRequest, options?: CallOptions): Call<unknown> {
    return new Call(this.#engine.request({ input: {}, ...request }, options));
  }

  /** The same client with some options changed. Both use the same connections; closing either closes them. */
  withOptions(options: AnalyticsClientOptions): AnalyticsClient {
    return new AnalyticsClient({ ...this.#options, ...options }, this);
  }

  /** Lets calls under way finish, then ends the connections. A `dispatcher` that was passed stays open. */
  close(): Promise<void> {
    return this.#engine.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  toJSON(): { workspace: string | undefined; origin: string | undefined } {
    return { workspace: this.workspace, origin: this.#engine.origin };
  }

  [inspect.custom](): string {
    return `AnalyticsClient ${inspect(this.toJSON())}`;
  }
}

/** The scopes that say what kind a credential is. */
const scopes = ['workspace', 'member'] as const;

const facts: ClientFacts = {
  platform: analytics,
  product,
  loadContract: async () => (await import('./contract/contract.ts')).contract,
};
