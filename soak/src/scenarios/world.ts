import { AnalyticsClient } from '@bimodal/analytics-client';
import { basic } from '@bimodal/auth-core';
import { startEmulator, type Emulator } from '@bimodal/emulator';
import { IotClient, modeCloudKey } from '@bimodal/iot-client';
import { Arrivals } from './arrivals.ts';
import { listenTo, type Heard } from './heard.ts';
import { plain } from './plain.ts';

/** Rows of the result that is streamed: some 150 kB of CSV, half of that on the wire. */
const rows = 4000;

/** Clients of one emulator, each with the credential that its calls take. */
export interface Clients extends AsyncDisposable {
  readonly mode: AnalyticsClient;
  readonly user: IotClient;
  readonly device: IotClient;
}

/** What the emulator answers to those who reach it undisturbed. */
export interface Truth {
  readonly report: unknown;
  readonly notes: unknown;
  readonly device: unknown;
  readonly devices: unknown;
  readonly run: { readonly report: string; readonly run: string };
  readonly csv: string;
}

/** An emulator, undisturbed clients of it, and what they saw. */
export interface World extends AsyncDisposable {
  readonly emulator: Emulator;
  readonly direct: Clients;
  readonly truth: Truth;
  /** How often a request with a mark arrived. */
  readonly arrivals: Arrivals;
  /** How often an event, and a command, with a mark was taken in. */
  readonly events: Heard;
  readonly commands: Heard;
}

/** Clients of an emulator, at this URL or another that leads to it. */
export function clientsOf({ seeds }: Emulator, baseUrl: string): Clients {
  const { workspace, keys } = seeds.analytics;
  const mode = new AnalyticsClient({ baseUrl, workspace, credential: basic(keys.workspace) });
  const user = new IotClient({ baseUrl, credential: modeCloudKey(seeds.cloud.user.token) });
  const device = new IotClient({ baseUrl, credential: modeCloudKey(seeds.cloud.device.apiKey) });
  return {
    mode,
    user,
    device,
    async [Symbol.asyncDispose]() {
      await Promise.all([mode.close(), user.close(), device.close()]);
    },
  };
}

/** Starts an emulator, listens to all its events and commands, and asks it for the truth. */
export async function makeWorld(): Promise<World> {
  const emulator = await startEmulator({ strict: true });
  const direct = clientsOf(emulator, emulator.url);
  const arrivals = new Arrivals();
  const commands = await listenTo(
    direct.device.devices.streamCommands({ device: emulator.seeds.cloud.device.id }, { buffer: 100_000 }),
    (item) => (item.type === 'command' ? item.command.action : undefined),
  );
  const events = await listenTo(direct.user.events.stream({ buffer: 100_000 }), (item) =>
    item.type === 'event' ? item.event.eventType : undefined,
  );
  return {
    emulator,
    direct,
    arrivals,
    commands,
    events,
    truth: await tell(emulator, direct),
    async [Symbol.asyncDispose]() {
      arrivals.close();
      await direct[Symbol.asyncDispose]();
      await emulator.close();
    },
  };
}

async function tell({ seeds }: Emulator, { mode, user }: Clients): Promise<Truth> {
  const { reports, collections, dataSources } = seeds.analytics;
  const { home, device } = seeds.cloud;
  const { token: report } = await mode.reports.create({});
  await mode.queries.create({
    report,
    data_source_id: dataSources.files.id,
    raw_query: `SELECT n, md5(n::VARCHAR) AS hash FROM range(0, ${rows}) AS t (n)`,
  });
  const { token: run } = await mode.reports.runAndWait({ report }, { pollInterval: 20 });
  return {
    report: plain(await mode.reports.get({ report: reports.example })),
    notes: plain(await mode.reports.listInCollection({ collection: collections.notes }).toArray()),
    device: plain(await user.devices.get({ device: device.id })),
    devices: plain(await user.devices.list({ homeId: home.id }).toArray()),
    run: { report, run },
    csv: await (await mode.results.reportCsv({ report, run })).text(),
  };
}
