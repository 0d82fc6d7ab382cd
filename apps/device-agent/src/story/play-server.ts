import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.ts';
import type { Stage } from './stage.ts';
import { watchHome } from './watch-home.ts';

/** Reports that arrive between one turn of the story and the next. */
const pace = 3;
/** Milliseconds that the network is away. */
const outage = 1_500;

/** Somebody who watches a device's home and does this and that, until the story is told or `stop` is aborted. */
export async function playServer(stage: Stage, log: Log, stop: AbortSignal): Promise<void> {
  const { emulator, person, home } = stage;
  await using watcher = await watchHome(person, log, stop);
  const device = await watcher.connected();
  const command = (action: string, parameters: Record<string, unknown>) =>
    person.devices.sendCommand({ device, action, parameters });
  const turns: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['are you there?', () => command('ping', { nonce: 'story' })],
    ['dance!', () => command('dance', {})],
    [
      'in Fahrenheit, please.',
      () => person.deviceKeyValues.set({ device, key: 'unit', value: 'fahrenheit' }),
    ],
    ['twice as often, please.', () => command('setInterval', { seconds: 0.25 })],
  ];
  await watcher.see(pace);
  for (const [words, act] of turns) {
    if (stop.aborted) return;
    log(`    somebody: ${words}`, 'story.turn', { words });
    await act();
    await watcher.see(pace);
  }

  log('    The network goes away.', 'story.outage');
  emulator.faults.set('no connections', { device, cut: true });
  emulator.faults.set('no requests', { device, drop: true });
  await sleep(outage, undefined, { signal: stop }).catch(() => {});
  emulator.faults.clear();
  log('    The network is back.', 'story.online');
  await watcher.see(4 * pace);
  const { length } = await person.devices.list({ homeId: home }).toArray();
  const { reports, isWhole } = watcher;
  log(
    `    somebody: I have ${length} device here, and saw ${reports} reports${isWhole ? ', in order, none missing' : ''}.`,
    'story.told',
    { reports, isWhole },
  );
}
