import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import {
  openAnalytics,
  type AnalyticsSeeds,
  type DataSourceAccess,
  type JoinedMember,
  type NewMember,
  type ReportPast,
} from './analytics/index.ts';
import { checkOptions } from './options/check-options.ts';
import { openCloud, type CloudSeeds } from './cloud/index.ts';
import type { EmulatorOptions } from './options/options.ts';
import { explainStart } from './explain-start.ts';
import { Faults } from './faults/faults.ts';
import { Closers } from './server/closers.ts';
import { Deviations, type Deviation } from './server/deviations.ts';
import type { Setting } from './server/opened.ts';
import { Outbox } from './server/outbox.ts';
import type { Identity, Platform } from './server/platform.ts';
import { serve } from './server/routes.ts';
import { createServer, type Served } from './server/server.ts';
import { Database } from './state/database.ts';
import { openFolders } from './state/folder.ts';
import { openSecrets } from './state/secrets.ts';

/** What is there from the start. */
export interface Seeds {
  readonly analytics: AnalyticsSeeds;
  readonly cloud: CloudSeeds;
}

/** A running emulator of both platforms. */
export interface Emulator extends AsyncDisposable {
  /** Origin of both platforms, e.g. `http://127.0.0.1:4747`: the clients' `baseUrl`. */
  readonly url: string;
  /** MODE Cloud's MQTT, e.g. `mqtt://127.0.0.1:1883`; the same port takes it on a websocket, any path and no subprotocol. */
  readonly mqttUrl: string;
  /** For `/_emulator/*`: `Authorization: Bearer <adminToken>`. */
  readonly adminToken: string;
  readonly seeds: Seeds;
  /** Requests that both platforms have received so far, refused ones among them; MQTT and `/_emulator/*` not. */
  readonly requestCount: number;
  /** Where requests departed from the contract, oldest first; at most the last 1000. */
  readonly deviations: readonly Deviation[];
  /** Calls the listener at each deviation; the returned function ends that. */
  onDeviation(listener: (deviation: Deviation) => void): () => void;
  /** What goes wrong on purpose. */
  readonly faults: Faults;
  /** Mails and text messages that the platforms would have sent. */
  readonly outbox: Outbox;
  /** Gives a report of Mode Analytics a past: nothing in an emulator is old by itself. */
  setReportPast(report: string, past: ReportPast): void;
  /** Sets what everyone may do with a data source of Mode Analytics: `Query` at first. @throws for one that is not there. */
  setDataSourceAccess(dataSource: string, access: DataSourceAccess): void;
  /** Puts a device of MODE Cloud on a firmware channel, or on none. @throws for a device that is not there. */
  setDeviceChannel(device: number, channel: string | undefined): void;
  /** Lets somebody join the workspace of Mode Analytics; webhooks hear of it. @throws for a username that is taken, or cannot be one. */
  addMember(member: NewMember): JoinedMember;
  /** Ends every connection and everything under way, and gives back port and files. */
  close(): Promise<void>;
}

/**
 * Starts an emulator of Mode Analytics (under `/api`) and MODE Cloud (everything else) on one port.
 *
 * @throws RangeError for an option that cannot be, and when the port is taken or the folder is in use by another emulator.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  checkOptions(options);
  const closers = new Closers();
  try {
    return await start(options, closers);
  } catch (error) {
    await closers.close().catch(() => {});
    throw explainStart(error);
  }
}

async function start(options: EmulatorOptions, closers: Closers): Promise<Emulator> {
  const folders = await openFolders(options.folder);
  closers.defer(() => folders.clear());
  const secrets = openSecrets(folders.state, options.seed);
  const deviations = new Deviations();
  const operations = new Set(['mqtt.connect', 'mqtt.publish', 'mqtt.subscribe']);
  const faults = new Faults(operations);
  for (const root of options.rate === undefined ? [] : ['api', 'batch']) {
    faults.set(`rate of /${root}`, {
      path: `/${root}/**`,
      rateLimit: { requests: options.rate ?? 0, windowMs: 1000 },
    });
  }
  const outbox = new Outbox();
  const closing = new AbortController();

  const setting: Setting = {
    options,
    secrets,
    outbox,
    faults,
    scratch: folders.scratch,
    memory: folders.memory,
    openState(name, migrations) {
      const file = folders.state === undefined ? undefined : join(folders.state, `${name}.sqlite`);
      const database = new Database(file, migrations);
      closers.defer(() => database.close());
      return database;
    },
  };
  const analytics = await openAnalytics(setting);
  closers.defer(() => analytics.close());
  const cloud = await openCloud(setting);
  closers.defer(() => cloud.close());
  for (const { contract } of [analytics.platform, cloud.platform]) {
    for (const { id } of contract.operations) operations.add(id);
  }

  const adminToken = secrets.hex('emulator/admin-token', 16);
  const app = await createServer({
    platforms: [served(analytics.platform), served(cloud.platform)],
    openapi: { analytics: analytics.openapi, cloud: cloud.openapi },
    deviations,
    faults,
    outbox,
    adminToken,
    strict: options.strict ?? false,
    anyHost: options.host !== undefined,
    closing: closing.signal,
    report: options.onError ?? reportToStandardError,
  });
  let requestCount = 0;
  app.server.on('request', ({ url }: { readonly url?: string }) => {
    if (url?.startsWith('/_emulator') !== true) requestCount += 1;
  });
  closers.defer(() => app.close());
  closers.defer(() => closing.abort());
  // A connection that is held still could not say goodbye.
  closers.defer(() => faults.clear());
  const host = options.host ?? '127.0.0.1';
  await app.listen({ host, port: options.port ?? 0 });
  if (folders.state !== undefined) secrets.keepIn(folders.state);
  folders.memory.remember('mqttPort', cloud.mqttPort);

  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => (closed ??= closers.close());
  return {
    url: `http://${nameOf(host)}:${(app.server.address() as AddressInfo).port}`,
    mqttUrl: `mqtt://${nameOf(host)}:${cloud.mqttPort}`,
    adminToken,
    seeds: { analytics: analytics.seeds, cloud: cloud.seeds },
    get requestCount() {
      return requestCount;
    },
    get deviations() {
      return deviations.all;
    },
    onDeviation: (listener) => deviations.listen(listener),
    faults,
    outbox,
    setReportPast: (report, past) => analytics.setReportPast(report, past),
    setDataSourceAccess: (token, access) => analytics.setDataSourceAccess(token, access),
    setDeviceChannel: (device, channel) => cloud.setDeviceChannel(device, channel),
    addMember: (member) => analytics.addMember(member),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function served<I extends Identity>(platform: Platform<I>): Served {
  return { manner: platform, serve: (app, parts) => serve(app, platform, parts) };
}

/** How this machine reaches an address that it listens on. */
function nameOf(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

function reportToStandardError(error: unknown): void {
  process.stderr.write(`The emulator failed: ${error instanceof Error ? error.stack : String(error)}\n`);
}
