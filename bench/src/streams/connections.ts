import { join } from 'node:path';
import type { Progress } from '../bench-result.ts';
import { startChild } from '../child.ts';
import type { Place } from './emulator.ts';
import type { Step, StepResult } from './fleet.ts';
import type { Held } from './measured.ts';

/** What opening so many connections took and held. */
export interface ConnectionsRow {
  readonly connections: number;
  /** From the first to the last, up to the platform's own event of each. */
  readonly openSeconds: number;
  readonly closeSeconds: number;
  readonly clientBytesPerConnection: Held;
  readonly emulatorBytesPerConnection: Held;
  readonly commandsSent: number;
  readonly commandsArrived: number;
  readonly commandSeconds: number;
  readonly eventsSent: number;
  readonly eventsArrived: number;
  readonly eventSeconds: number;
}

/** What a process opens beside its connections. */
const otherFiles = 500;
/** Seconds after which it has failed. */
const patience = 300;

/** So many devices, each connected by a websocket of its own, in one process; the emulator in another. */
export async function manyConnections(connections: number, progress: Progress): Promise<ConnectionsRow> {
  const options = { execArgv: ['--expose-gc'], openFiles: connections + otherFiles, seconds: patience };
  using emulator = await startChild<'hold', Held>(join(import.meta.dirname, 'emulator.ts'), [], options);
  const place = emulator.greeting as Place;
  using fleet = await startChild<Step, StepResult>(
    join(import.meta.dirname, 'fleet.ts'),
    [JSON.stringify(place), String(connections)],
    options,
  );
  progress(`provisioning ${connections} devices`);
  await fleet.run('provision');
  const [clientBefore, emulatorBefore] = [await fleet.run('hold'), await emulator.run('hold')];
  progress(`opening ${connections} connections`);
  const opened = await fleet.run('open');
  const emulatorAfter = await emulator.run('hold');
  progress('sending commands and events');
  const command = await fleet.run('command');
  const tell = await fleet.run('tell');
  progress('closing');
  const closed = await fleet.run('close');
  const each = (after: Held, before: Held): Held => ({
    rss: Math.round((after.rss - before.rss) / connections),
    heap: Math.round((after.heap - before.heap) / connections),
  });
  return {
    connections: opened.count,
    openSeconds: opened.seconds,
    closeSeconds: closed.seconds,
    clientBytesPerConnection: each(opened, clientBefore),
    emulatorBytesPerConnection: each(emulatorAfter, emulatorBefore),
    commandsSent: command.of,
    commandsArrived: command.count,
    commandSeconds: command.seconds,
    eventsSent: tell.of,
    eventsArrived: tell.count,
    eventSeconds: tell.seconds,
  };
}
