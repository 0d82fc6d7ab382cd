import { modeCloudKey } from '@bimodal/auth-core';
import { IotClient } from '@bimodal/iot-client';
import type { Narrator } from '../narrators/narrator.ts';
import type { Stage } from '../stage.ts';
import { weatherOf, type WeatherHour } from '../weather.ts';

const day = '2010-07-15';
/** Degrees Celsius above which the fan runs. */
const threshold = 20;

/** MODE Cloud: sign a user in, provision a device, let it report a day of weather, and command it. */
export async function tellCloud({ emulator, files }: Stage, narrator: Narrator): Promise<void> {
  narrator.chapter('MODE Cloud: a weather station that provisions itself');
  const { projectId, appId, deviceClass, adminKey } = emulator.seeds.cloud;
  await using project = new IotClient({ credential: modeCloudKey(adminKey), baseUrl: emulator.url });

  const who = await project.whoAmI();
  narrator.tell(`The key is good: a ${who.type} of project ${who.projectId}.`, {
    fact: 'credential.verified',
    platform: 'MODE Cloud',
    kind: who.type,
    projectId,
  });

  const { id: userId } = await project.users.create({ projectId, externalKey: `demo-${Date.now()}` });
  const session = await project.sessions.create({ projectId, appId, userId });
  const person = project.withOptions({ credential: session.credential });
  const home = await person.homes.create({ name: 'Roof in Seattle' });
  narrator.tell(`User ${userId} is signed in and owns home ${home.id}, "${home.name}".`, {
    fact: 'user.signedIn',
    userId,
    homeId: home.id,
    home: home.name,
  });

  const { token } = await person.devices.startProvisioning({
    home: home.id,
    deviceClass,
    deviceTag: 'WS-DEMO',
  });
  const device = await project.devices.provision({ token });
  const station = project.withOptions({ credential: device.credential });
  narrator.tell(`Device ${device.id} redeemed its provisioning token for a key of its own.`, {
    fact: 'device.provisioned',
    deviceId: device.id,
    deviceClass,
  });

  await replay({ narrator, person, station, device: device.id, hours: await weatherOf(day, files) });
}

interface Replay {
  readonly narrator: Narrator;
  readonly person: IotClient;
  readonly station: IotClient;
  readonly device: number;
  readonly hours: readonly WeatherHour[];
}

async function replay({ narrator, person, station, device, hours }: Replay): Promise<void> {
  const commands = station.devices.streamCommands({ device });
  const events = person.events.stream();
  await Promise.all([commands.connected, events.connected]);
  narrator.tell(
    `Both streams are open. Replaying ${hours.length} hours of ${day}; the fan runs above ${threshold} °C.`,
    {
      fact: 'streams.open',
      hours: hours.length,
      threshold,
    },
  );
  const obeyed = obey(commands, narrator);
  const watched = watch(events, person, device, hours.length, narrator);
  for (const hour of hours)
    await station.devices.sendEvent({ device, eventType: 'weather', eventData: { ...hour } });
  const received = await watched;
  await person.devices.sendCommand({ device, action: 'rest' });
  narrator.tell(`${received} events arrived, ${await obeyed} commands were obeyed, nothing was missed.`, {
    fact: 'replay.finished',
    events: received,
    commands: await obeyed,
  });
}

/** The device: does what it is told, until it is told to rest. */
async function obey(
  commands: ReturnType<IotClient['devices']['streamCommands']>,
  narrator: Narrator,
): Promise<number> {
  let obeyed = 0;
  for await (const item of commands) {
    if (item.type === 'gap') throw new Error('The device was disconnected.');
    if (item.type !== 'command') continue;
    if (item.command.action === 'rest') break;
    obeyed += 1;
    const on = item.command.parameters?.['on'] === true;
    narrator.tell(`    device: fan ${on ? 'on' : 'off'}`, {
      fact: 'command.obeyed',
      action: item.command.action,
      on,
    });
  }
  return obeyed;
}

/** The user's side: shows each event and commands the device when the temperature crosses the threshold. */
async function watch(
  events: ReturnType<IotClient['events']['stream']>,
  person: IotClient,
  device: number,
  expected: number,
  narrator: Narrator,
): Promise<number> {
  let received = 0;
  let running = false;
  for await (const item of events) {
    if (item.type === 'gap') throw new Error('Events were missed.');
    if (item.type !== 'event' || item.event.eventType !== 'weather') continue;
    received += 1;
    const { date, temperature } = hourOf(item.event.eventData);
    const bar = '▪'.repeat(Math.max(0, Math.round(temperature)));
    narrator.tell(`  ${date.slice(11, 16)}  ${temperature.toFixed(1).padStart(5)} °C  ${bar}`, {
      fact: 'event.received',
      date,
      temperature,
    });
    if (temperature > threshold !== running) {
      running = !running;
      narrator.tell(`    user: fan ${running ? 'on' : 'off'}, please`, {
        fact: 'command.sent',
        on: running,
        temperature,
      });
      await person.devices.sendCommand({ device, action: 'fan', parameters: { on: running } });
    }
    if (received === expected) break;
  }
  return received;
}

function hourOf(data: unknown): { readonly date: string; readonly temperature: number } {
  if (typeof data === 'object' && data !== null && 'date' in data && 'temperature' in data) {
    return { date: String(data.date), temperature: Number(data.temperature) };
  }
  throw new Error('An event without a temperature arrived.');
}
