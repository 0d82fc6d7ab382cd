import { analyticsDefault, Call, type Answer, type CallOptions } from '@bimodal/auth-core';
import {
  Engine,
  EngineCaller,
  inspectCustom,
  ownEnvironment,
  variable,
  type ClientFacts,
} from '@bimodal/auth-core/internal';
import type { CrawlItem, DiscoveryCrawlItem } from './crawl/crawl-item.ts';
import { Crawl } from './crawl/crawl.ts';
import type { CrawlOptions } from './crawl/options.ts';
import type { Discovery } from './resources/discovery.ts';
import { discoveryOf } from './discovery-of.ts';
import { CredentialOperations } from './gen/credentials.ts';
import type { Verification } from './gen/models.ts';
import type { LinkValues } from './links/expand.ts';
import { linkTarget, type Linked } from './links/link-target.ts';
import {
  checkWorkspace,
  improvised,
  ownOptions,
  type AnalyticsClientOptions,
  type AnalyticsRequest,
} from './options.ts';
import { analytics } from './platform.ts';
import { Resources } from './resources/resources.ts';
import { product } from './version.ts';
import { Webhooks } from './webhooks.ts';

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
export class AnalyticsClient extends Resources implements AsyncDisposable {
  /** The Discovery API: whole workspaces in few requests, about a day old. Needs the Enterprise plan and an admin's key. */
  readonly discovery: Discovery;
  /** Username of the workspace that calls go to where they name none. */
  readonly workspace: string | undefined;
  /** What webhooks tell of: `mode.webhooks.fetch(parseWebhook(body))`. */
  readonly webhooks: Webhooks;
  readonly #credentials: CredentialOperations;
  readonly #engine: Engine;
  readonly #options: AnalyticsClientOptions;
  readonly #closeDiscovery: () => Promise<void>;

  /**
   * @param shared a client whose connections to use; `withOptions` passes it.
   * @throws InputError or OriginError for an option that cannot be.
   */
  constructor(options: AnalyticsClientOptions = {}, shared?: AnalyticsClient) {
    const own = ownOptions(options);
    const credential = own.credential === undefined ? analyticsDefault() : own.credential;
    const workspace = own.workspace ?? variable(ownEnvironment(), 'MODE_ANALYTICS_WORKSPACE');
    checkWorkspace(workspace);
    const defaults = workspace === undefined ? {} : { workspace };
    const engine = shared
      ? shared.#engine.with(own, credential, defaults)
      : new Engine({ ...facts, defaults }, own, credential);
    const caller = new EngineCaller(engine);
    super(caller);
    this.workspace = workspace;
    this.#engine = engine;
    this.#options = { ...own, credential, workspace };
    this.#credentials = new CredentialOperations(caller);
    this.webhooks = new Webhooks(this, workspace);
    const { discovery, close } = discoveryOf(engine, caller, this.#options, defaults);
    this.discovery = discovery;
    this.#closeDiscovery = close;
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
    return new Call(this.#engine.request(improvised(request), options));
  }

  /**
   * Reads what a link of a resource leads to, for relations that no method stands for. A templated link is filled from
   * `values`.
   *
   * ```ts
   * const pins = await mode.follow(report, 'report_pins');
   * const one = await mode.follow(report, 'report_run', { id: run });
   * ```
   *
   * @throws InputError if there is no such link, or a value is missing; OriginError if it leads to another origin.
   */
  follow(resource: Linked, rel: string, values: LinkValues = {}, options?: CallOptions): Call<unknown> {
    return new Call(this.#follow(resource, rel, values, options));
  }

  /**
   * Reads a whole workspace: collections, reports, queries, charts, datasets, data sources, definitions and memberships,
   * each once, several requests at a time within the client's `limiter`. What cannot be read is given as a failure, and the
   * rest is read. It sends nothing until it is iterated.
   *
   * ```ts
   * for await (const found of mode.crawl({ include: ['queries'] })) {
   *   if (found.type === 'query') console.log(found.reportToken, found.query.raw_query);
   *   if (found.type === 'failure') console.error(found.operation, found.input, found.error);
   * }
   * ```
   *
   * @throws InputError for options that cannot be, or a checkpoint of a crawl of something else.
   */
  crawl(options: CrawlOptions & { readonly discovery: true }): Crawl<DiscoveryCrawlItem>;
  crawl(options?: CrawlOptions & { readonly discovery?: false | undefined }): Crawl;
  crawl(options: CrawlOptions): Crawl<CrawlItem | DiscoveryCrawlItem>;
  crawl(options: CrawlOptions = {}): Crawl<CrawlItem | DiscoveryCrawlItem> {
    return new Crawl(this, options);
  }

  async #follow(
    resource: Linked,
    rel: string,
    values: LinkValues,
    options: CallOptions | undefined,
  ): Promise<Answer<unknown>> {
    const { path, input } = linkTarget(resource, rel, values, this.#engine.origin);
    return this.#engine.request({ method: 'GET', path, input, repeats: true }, options);
  }

  /**
   * The same client with some options changed. Both use the same connections; closing either closes them.
   *
   * A credential that is given here goes to `baseUrl`; where none was passed, to the origin that it is bound to, or to
   * production: `MODE_ANALYTICS_BASE_URL` is for the environment's own credential.
   */
  withOptions(options: AnalyticsClientOptions): AnalyticsClient {
    return new AnalyticsClient({ ...this.#options, ...options }, this);
  }

  /**
   * Deletes the signature token that it made, if any, lets what was sent finish, and ends the connections: await your calls
   * first, since one that still waits to be sent is refused. A `dispatcher` that was passed stays open.
   */
  async close(): Promise<void> {
    await this.#closeDiscovery();
    await this.#engine.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  toJSON(): { workspace: string | undefined; origin: string | undefined } {
    return { workspace: this.workspace, origin: this.#engine.origin };
  }

  [inspectCustom](): string {
    // As Node prints it, whose `inspect` not every runtime has.
    const quoted = (text: string | undefined): string => (text === undefined ? 'undefined' : `'${text}'`);
    return `AnalyticsClient { workspace: ${quoted(this.workspace)}, origin: ${quoted(this.#engine.origin)} }`;
  }
}

/** The scopes that say what kind a credential is. */
const scopes = ['workspace', 'member'] as const;

const facts: ClientFacts = {
  platform: analytics,
  product,
  options: ['workspace'],
  loadContract: async () => (await import('./loaded/contract.ts')).contract,
};
