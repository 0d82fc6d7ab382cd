import { setTimeout as pause } from 'node:timers/promises';
import type { Cast } from './cast.ts';
import type { Home } from './home.ts';
import type { Action } from './scenario.ts';

/** Does what an action says, and what comes before the next one. */
export async function act(
  { kind, count, size, pause: after }: Action,
  {
    cast,
    home,
    close,
  }: {
    readonly cast: Cast;
    readonly home: Home;
    readonly close: (what: string, closing: Promise<void>) => Promise<void>;
  },
): Promise<void> {
  if (kind === 'restart') {
    await close('the device', cast.closeDevice());
    cast.restart();
  } else {
    for (let n = 0; n < count; n++) {
      if (kind === 'event') await home.sendEvent(size);
      if (kind === 'command') await home.sendCommand(size);
      if (kind === 'device') cast.send(size);
    }
  }
  await pause(after);
}
