import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BimodalError } from '@bimodal/auth-core';
import type { Emulator } from '@bimodal/emulator';
import type { DeviceFailure } from '@bimodal/iot-client/device';
import { FaultProxy } from '../proxy/fault-proxy.ts';
import type { Lag } from '../scenarios/lag.ts';
import { act } from './act.ts';
import { Cast } from './cast.ts';
import type { ClientSockets } from './client-sockets.ts';
import { Home } from './home.ts';
import { complaintsAboutDevice } from './judge-device.ts';
import { complaintsAboutStream } from './judge-stream.ts';
import type { Listening } from './listening.ts';
import { recover } from './recover.ts';
import { arrivedOf, startDevice } from './running-device.ts';
import type { Scenario } from './scenario.ts';
import type { Tally } from './tally.ts';
import { until } from './until.ts';

/** What a scenario is run with. */
export interface Stage {
  readonly emulator: Emulator;
  readonly lag: Lag;
  readonly sockets: ClientSockets;
  readonly tally: Tally;
  /** Where outboxes are. */
  readonly folder: string;
}

/** Milliseconds in which what was closed has to be gone. */
const farewell = 5_000;
/** Milliseconds in which what is left in an outbox has to arrive over connections to which nothing happens. */
const rest = 10_000;
/** Milliseconds that a message takes at most where nothing holds it back. */
const usual = 200;
/** Turns of this process that a message waits for on its way: those of the server, the proxy and the client. */
const turns = 4;

/** Runs a scenario in a home of its own. @throws Error that says everything that went wrong. */
export async function runScenario(stage: Stage, scenario: Scenario): Promise<void> {
  const { emulator, lag, sockets, tally } = stage;
  const { way, actions, isClosedEarly } = scenario;
  const complaints: string[] = [];
  const longestTurn = lag.watchTurns();
  const target = way === 'ws' ? emulator.url : emulator.mqttUrl;
  await using home = await Home.in(emulator);
  await using events = await FaultProxy.to(emulator.url, scenario.events);
  await using commands = await FaultProxy.to(emulator.url, scenario.commands);
  await using device = await FaultProxy.to(target, scenario.device);
  const proxies = [events, commands, device];
  const folder = await mkdtemp(join(stage.folder, 'outbox-'));
  const start = { way, outbox: join(folder, 'outbox.sqlite'), onFailure };
  const cast = new Cast({ events, commands, device }, home, start);

  for (const action of actions) await act(action, { cast, home, close });
  if (!isClosedEarly) {
    for (const proxy of proxies) proxy.heal();
    complaints.push(...(await recover(cast, home, lag)));
  }
  await close('the clients', cast.close());
  for (const { listening } of cast.heard) await hasEnded(listening);
  await isLeftAlone('events', events);
  await isLeftAlone('commands', commands);
  await isLeftAlone(`device (${way})`, device);
  const waiting = isClosedEarly ? await sendTheRest() : cast.waiting;
  // The confirmation may be faster than the event is here.
  const hasArrived = (): boolean => new Set(arrivedOf(home.events.sent)).size >= cast.accepted.length;
  await until(() => hasArrived() && home.isComplete, farewell, lag);
  if (!home.isComplete) complaints.push('even undisturbed streams did not hear everything');
  judge(waiting);
  await rm(folder, { recursive: true });
  tally.add(scenario, proxies, cast.heard);
  if (complaints.length > 0) throw new Error(complaints.join('\n'));

  function onFailure({ error, isGivenUp }: DeviceFailure): void {
    tally.failed(error);
    if (isGivenUp) complaints.push(`the device gave an event up: ${String(error)}`);
    if (!BimodalError.isInstance(error)) complaints.push(`the device failed with ${String(error)}`);
  }

  async function close(what: string, closing: Promise<void>): Promise<void> {
    let isClosed = false;
    closing.then(
      () => (isClosed = true),
      (error: unknown) => complaints.push(`${what} cannot be closed: ${String(error)}`),
    );
    if (!(await until(() => isClosed, farewell, lag))) complaints.push(`${what} do not close`);
  }

  async function hasEnded(listening: Listening): Promise<void> {
    const { name } = listening;
    if (!(await until(() => listening.hasEnded, farewell, lag)))
      complaints.push(`reading ${name} does not end`);
    if (listening.failure !== undefined)
      complaints.push(`reading ${name} failed with ${String(listening.failure)}`);
  }

  async function isLeftAlone(who: string, { url }: FaultProxy): Promise<void> {
    const left = (): number => sockets.to(Number(new URL(url).port));
    if (!(await until(() => left() === 0, farewell, lag)))
      complaints.push(`${left()} sockets of the ${who} are left open`);
  }

  /** As the next start does it. @returns how many events still wait. */
  async function sendTheRest(): Promise<number> {
    const next = startDevice({ ...start, device: home.device, url: target });
    await until(() => next.waiting === 0, rest, lag);
    await next.close();
    return next.waiting;
  }

  function judge(waiting: number): void {
    const { accepted, heard } = cast;
    const longest = longestTurn();
    const arrived = arrivedOf(home.events.sent);
    tally.arrived(accepted.length, arrived.length);
    for (const complaint of complaintsAboutDevice({ accepted, arrived, waiting })) {
      complaints.push(`the device (${way}): ${complaint}`);
    }
    for (const { listening, proxy, sent } of heard) {
      const { told, connectedAt } = listening;
      const repeats = proxy.met.get('duplicate') ?? 0;
      const underWay = proxy.longestHold + usual + turns * longest;
      for (const complaint of complaintsAboutStream({ sent, told, connectedAt, repeats, underWay })) {
        complaints.push(`${listening.name}: ${complaint}`);
      }
    }
  }
}
