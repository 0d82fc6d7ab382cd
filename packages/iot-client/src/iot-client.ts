import {
  AuthenticationError,
  Call,
  cloudDefault,
  type CallOptions,
  type ModeCloudKind,
} from '@bimodal/auth-core';
import { Engine, EngineCaller, inspectCustom } from '@bimodal/auth-core/internal';
import { AppProxies } from './app-proxies.ts';
import { Devices } from './devices.ts';
import { Entities } from './entities.ts';
import { Events } from './events.ts';
import { AccessControlGroupOperations } from './gen/access-control-groups.ts';
import { AlertRuleOperations } from './gen/alert-rules.ts';
import { AlertOperations } from './gen/alerts.ts';
import { BundleOperations } from './gen/bundles.ts';
import { DataStreamOperations } from './gen/data-streams.ts';
import { EntityClassOperations } from './gen/entity-classes.ts';
import { ExportOperations } from './gen/exports.ts';
import { PermissionOperations } from './gen/permissions.ts';
import { SmartModuleOperations } from './gen/smart-modules.ts';
import { VideoOperations } from './gen/videos.ts';
import { ConfigSchemaOperations } from './gen/config-schemas.ts';
import { CredentialOperations } from './gen/credentials.ts';
import { DeviceKeyValueOperations } from './gen/device-key-values.ts';
import { HomeKeyValueOperations } from './gen/home-key-values.ts';
import { HomeOperations } from './gen/homes.ts';
import { MemberOperations } from './gen/members.ts';
import type { AuthenticationInfo } from './gen/models.ts';
import { UserOperations } from './gen/users.ts';
import { improvised, ownOptions, type IotClientOptions, type IotRequest } from './platform/options.ts';
import { facts } from './platform/facts.ts';
import { Collections } from './series/collections.ts';
import { TimeSeries } from './series/time-series.ts';
import { Sessions } from './sessions.ts';
import { OpenStreams } from './streams/open-streams.ts';

/** Who a key stands for; `kind` is the word that credentials use, undefined for a key that stands for nobody. */
export interface Identity extends AuthenticationInfo {
  readonly kind: ModeCloudKind | undefined;
}

/**
 * MODE Cloud.
 *
 * ```ts
 * const cloud = new IotClient({ credential: modeCloudKey(key) });
 * await cloud.devices.sendCommand({ device: 42, action: 'light', parameters: { on: true } });
 * ```
 *
 * Without options it reads `MODE_CLOUD_KEY` and `MODE_CLOUD_BASE_URL`, then the profile file (`BIMODAL_PROFILE`). Making one sends nothing and loads nothing; the
 * first call does.
 */
export class IotClient implements AsyncDisposable {
  readonly accessControlGroups: AccessControlGroupOperations;
  readonly alertRules: AlertRuleOperations;
  readonly alerts: AlertOperations;
  readonly bundles: BundleOperations;
  readonly dataStreams: DataStreamOperations;
  readonly entityClasses: EntityClassOperations;
  readonly exports: ExportOperations;
  readonly permissions: PermissionOperations;
  readonly smartModules: SmartModuleOperations;
  readonly videos: VideoOperations;
  readonly appProxies: AppProxies;
  readonly collections: Collections;
  readonly entities: Entities;
  readonly timeSeries: TimeSeries;
  readonly configSchemas: ConfigSchemaOperations;
  readonly deviceKeyValues: DeviceKeyValueOperations;
  readonly devices: Devices;
  readonly events: Events;
  readonly homeKeyValues: HomeKeyValueOperations;
  readonly homes: HomeOperations;
  readonly members: MemberOperations;
  readonly sessions: Sessions;
  readonly users: UserOperations;
  readonly #credentials: CredentialOperations;
  readonly #engine: Engine;
  readonly #options: IotClientOptions;
  readonly #streams: OpenStreams;

  /**
   * @param shared a client whose connections to use; `withOptions` passes it.
   * @throws InputError or OriginError for an option that cannot be.
   */
  constructor(options: IotClientOptions = {}, shared?: IotClient) {
    const own = ownOptions(options);
    const credential = own.credential === undefined ? cloudDefault() : own.credential;
    this.#options = own;
    this.#engine = shared ? shared.#engine.with(own, credential) : new Engine(facts, own, credential);
    const caller = new EngineCaller(this.#engine);
    const origin = () => (this.#engine.origin === undefined ? {} : { origin: this.#engine.origin });
    this.#streams = shared ? shared.#streams : new OpenStreams();
    this.accessControlGroups = new AccessControlGroupOperations(caller);
    this.alertRules = new AlertRuleOperations(caller);
    this.alerts = new AlertOperations(caller);
    this.bundles = new BundleOperations(caller);
    this.dataStreams = new DataStreamOperations(caller);
    this.entityClasses = new EntityClassOperations(caller);
    this.exports = new ExportOperations(caller);
    this.permissions = new PermissionOperations(caller);
    this.smartModules = new SmartModuleOperations(caller);
    this.videos = new VideoOperations(caller);
    this.appProxies = new AppProxies((request, options) => this.request(request, options));
    this.collections = new Collections(caller);
    this.entities = new Entities(caller);
    this.timeSeries = new TimeSeries(caller);
    this.configSchemas = new ConfigSchemaOperations(caller);
    this.deviceKeyValues = new DeviceKeyValueOperations(caller);
    this.devices = new Devices(caller, origin, this.#streams);
    this.events = new Events(caller, this.#streams, {
      timeSeries: this.timeSeries,
      collections: this.collections,
    });
    this.homeKeyValues = new HomeKeyValueOperations(caller);
    this.homes = new HomeOperations(caller);
    this.members = new MemberOperations(caller);
    this.sessions = new Sessions(caller, origin);
    this.users = new UserOperations(caller);
    this.#credentials = new CredentialOperations(caller);
  }

  /**
   * Asks the platform who the key stands for. From then on the client knows its kind, and calls that do not take it fail
   * before they are sent.
   *
   * The platform answers a wrong key with status 200 and `type: 'nobody'`, as it does a missing one: that is no error here.
   * `verify()` makes it one.
   *
   * Source: documented ("Client Authentication").
   */
  async whoAmI(options?: CallOptions): Promise<Identity> {
    const info = await this.#credentials.identify({}, options);
    const kind = kindOf(info.type);
    if (kind !== undefined) this.#engine.learnKind(kind);
    return { ...info, kind };
  }

  /**
   * Makes sure that the key is good, and says who it stands for.
   *
   * @throws CredentialError if there is none. @throws AuthenticationError if the platform knows nobody who has it; its
   * `status` is the 200 that came, its `code` `nobody`.
   */
  async verify(options?: CallOptions): Promise<Identity> {
    // The platform would answer a call without a key too.
    await this.#engine.requireCredential('credentials.identify', options);
    const identity = await this.whoAmI(options);
    if (identity.type !== 'nobody') return identity;
    throw new AuthenticationError(
      'credentials.identify was answered "nobody": the key is missing, wrong, expired or revoked. Copy it again from where it was issued.',
      {
        operation: 'credentials.identify',
        method: 'GET',
        path: '/auth',
        status: 200,
        code: 'nobody',
        attempts: 1,
      },
    );
  }

  /**
   * A request that this package does not know yet, under the same rules as all others: the path is a template within the
   * client's origin, and it is repeated only if it is a GET or said to be idempotent.
   *
   * ```ts
   * await cloud.request({ method: 'GET', path: '/homes/{home}/members', input: { home } });
   * ```
   *
   * @throws InputError for an absolute URL, a path with `..` in it, or an input that has no form on the wire.
   */
  request(request: IotRequest, options?: CallOptions): Call<unknown> {
    return new Call(this.#engine.request(improvised(request), options));
  }

  /**
   * The same client with some options changed. Both use the same connections; closing either closes them.
   *
   * A credential that is given here goes to `baseUrl`; where none was passed, to the origin that it is bound to, or to
   * production: `MODE_CLOUD_BASE_URL` is for the environment's own credential.
   */
  withOptions(options: IotClientOptions): IotClient {
    return new IotClient({ ...this.#options, ...options }, this);
  }

  /**
   * Closes its streams, lets what was sent finish, then ends the connections: await your calls first, since one that still
   * waits to be sent is refused. A `dispatcher` that was passed stays open.
   */
  async close(): Promise<void> {
    await this.#streams.close();
    await this.#engine.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  toJSON(): { origin: string | undefined } {
    return { origin: this.#engine.origin };
  }

  [inspectCustom](): string {
    const { origin } = this.toJSON();
    return `IotClient { origin: ${origin === undefined ? 'undefined' : `'${origin}'`} }`;
  }
}

function kindOf(type: string): ModeCloudKind | undefined {
  if (type === 'project key') return 'project';
  return type === 'user' || type === 'device' ? type : undefined;
}
