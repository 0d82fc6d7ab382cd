/** Devices by the thousand, each with a connection of its own, in one process; it does what it is told step by step. */
import { IotClient, modeCloudKey, type CommandStream } from '@bimodal/iot-client';
import type { Place } from './emulator.ts';
import { inLanes } from './in-lanes.ts';
import { held, type Held } from './measured.ts';

export type Step = 'provision' | 'hold' | 'open' | 'command' | 'tell' | 'close';

/** What a step came to. */
export interface StepResult extends Held {
  readonly seconds: number;
  /** How many devices it was about. */
  readonly of: number;
  /** How many came through it. */
  readonly count: number;
}

interface Member {
  readonly id: number;
  readonly own: IotClient;
  commands: CommandStream | undefined;
}

const [placeText = '', countText] = process.argv.slice(2);
const place = JSON.parse(placeText) as Place;
const devices = Array.from({ length: Number(countText) }, (_, index) => index);

const project = new IotClient({
  credential: modeCloudKey(place.adminKey, { kind: 'project' }),
  baseUrl: place.url,
});
const user = project.withOptions({ credential: modeCloudKey(place.userToken, { kind: 'user' }) });
const events = user.events.stream({ buffer: 100_000 });
const members: Member[] = [];

/** Waits for so many events of a type. */
async function heard(eventType: string, count: number): Promise<number> {
  let seen = 0;
  while (seen < count) {
    const { value } = await reader.next();
    if (value?.type !== 'event') throw new Error(`The user's stream had a ${value?.type ?? 'an end'}.`);
    if (value.event.eventType === eventType) seen += 1;
  }
  return seen;
}
const reader = events[Symbol.asyncIterator]();
const sample = (): Member[] => members.filter((_, index) => index % Math.ceil(members.length / 1_000) === 0);

const all = (count: number) => ({ of: count, count });

const steps: Readonly<Record<Step, () => Promise<Pick<StepResult, 'of' | 'count'>>>> = {
  async provision() {
    const { home, deviceClass } = place;
    const made = await inLanes(devices, 32, async () => {
      const { token } = await project.devices.startProvisioning({ home, deviceClass });
      return project.devices.provision({ token });
    });
    for (const { id, credential } of made) {
      members.push({ id, own: project.withOptions({ credential }), commands: undefined });
    }
    return all(members.length);
  },
  hold: async () => all(members.length),
  async open() {
    await events.connected;
    for (const member of members) member.commands = member.own.devices.streamCommands({ device: member.id });
    await Promise.all(members.map(async ({ commands }) => commands?.connected));
    return all(await heard('_deviceConnected_', members.length));
  },
  async command() {
    const sent = sample();
    await inLanes(sent, 32, ({ id }) =>
      project.devices.sendCommand({ device: id, action: 'blink', parameters: { times: id } }),
    );
    const arrived = await Promise.all(
      sent.map(async ({ id, commands }) => {
        const next = await commands?.[Symbol.asyncIterator]().next();
        return next?.value?.type === 'command' && next.value.command.parameters?.['times'] === id;
      }),
    );
    return { of: sent.length, count: arrived.filter(Boolean).length };
  },
  async tell() {
    const told = sample();
    await inLanes(told, 32, ({ id, own }) => own.devices.sendEvent({ device: id, eventType: 'reading' }));
    return { of: told.length, count: await heard('reading', told.length) };
  },
  async close() {
    await project.close();
    return all(members.length);
  },
};

process.on('message', (step: Step) => {
  const started = performance.now();
  steps[step]().then(
    (counts) => process.send?.({ ...counts, seconds: (performance.now() - started) / 1000, ...held() }),
    (error: unknown) => {
      process.stderr.write(`${step}: ${error instanceof Error ? error.stack : String(error)}\n`);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
