import { join } from 'node:path';
import { Device, type DeviceOptions } from '@bimodal/iot-client/device';
import { obey } from './commands/obey.ts';
import { Configured } from './configuration/configured.ts';
import type { Identity } from './identity/identity.ts';
import type { Log } from './log.ts';
import { Outage } from './outage.ts';
import { reportLoop } from './report-loop.ts';
import { report } from './report.ts';
import { readWeather } from './sensor/read-weather.ts';
import { weatherReplay } from './sensor/weather-replay.ts';
import type { Settings } from './settings.ts';

/** The network may be away at the start, for longer than a stream waits for it by default: as long as a timer can be. */
const patience = { timeout: 2 ** 31 - 1 };
/** Milliseconds for what still waits when the agent is stopped; the rest is sent at the next start. */
const farewell = 2_000;

/**
 * Runs the agent until `stop` is aborted: reports, obeys commands, follows its configuration.
 *
 * @throws what ends the connection for good, such as an AuthenticationError for a key that the platform does not take.
 */
export async function runAgent(
  identity: Identity,
  settings: Settings,
  log: Log,
  stop: AbortSignal,
): Promise<void> {
  const hours = await readWeather(settings.data);
  let reports = 0;
  const from = new Date();
  const sensor = settings.isStory
    ? // A report an hour, however busy the machine is: by the clock, some would be told twice and some not at all.
      weatherReplay({ hours, speed: 3_600_000, now: () => Math.max(0, reports - 1), from })
    : weatherReplay({ hours, speed: settings.speed, now: () => performance.now(), from });
  const outage = new Outage(log);
  await using device: Device = new Device({
    ...optionsOf(identity, settings),
    onFailure: (failure) => outage.failed(failure, device),
  });
  const { waiting } = device;
  log(
    `Device ${identity.device} is up, over ${settings.transport}; ${waiting} events wait from before.`,
    'up',
    {
      device: identity.device,
      transport: settings.transport,
      waiting,
    },
  );

  const store = device.keyValues(patience);
  const commands = device.commands(patience);
  commands.connected.then(
    () => log('Connected.', 'connected'),
    // Reading the commands throws the same.
    () => {},
  );
  const configured = new Configured({ interval: settings.interval, unit: 'celsius' }, log);
  configured.follow(store);
  const reporting = { device, sensor, configured, log, count: () => (reports += 1) };
  const lost = new AbortController();
  const obeying = obey(commands, { device, store, report: () => report(reporting) }, log).finally(() =>
    lost.abort(),
  );
  // It is thrown below, once the reports have ended.
  obeying.catch(() => {});

  await reportLoop(reporting, AbortSignal.any([stop, lost.signal]));
  await commands.close();
  await Promise.all([obeying, stop.aborted ? sayGoodbye(device, log) : undefined]);
}

function optionsOf({ device, credential }: Identity, settings: Settings): DeviceOptions {
  const { state, transport, mqttUrl, maxBytes } = settings;
  const baseUrl = settings.baseUrl ?? credential?.origin;
  return {
    device,
    transport,
    outbox: join(state, 'outbox.sqlite'),
    maxBytes,
    // The newest weather is worth more than the oldest.
    whenFull: 'dropOldest',
    ...(credential === undefined ? {} : { credential }),
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(mqttUrl === undefined ? {} : { mqtt: { url: mqttUrl } }),
  };
}

async function sayGoodbye(device: Device, log: Log): Promise<void> {
  // What is left is on the disk: it is no loss where the time is over.
  await device.flush({ signal: AbortSignal.timeout(farewell) }).catch(() => {});
  log(`Stopped; ${device.waiting} events wait for the next start.`, 'stopped', { waiting: device.waiting });
}
