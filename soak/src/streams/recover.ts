import { setTimeout as pause } from 'node:timers/promises';
import type { Lag } from '../scenarios/lag.ts';
import type { Cast, Heard } from './cast.ts';
import type { Home } from './home.ts';
import type { Sent } from './witness.ts';

/**
 * Milliseconds in which all has to work again once nothing goes wrong any more. A silent connection is noticed in one second,
 * and so is one that waits for the rest of what began mutilated; where that was a handshake, it is given 20.
 */
const allowed = { usually: 6_000, afterSilence: 25_000 };
/** Milliseconds between two messages that are to be heard. */
const interval = 100;

/** Sends until every stream hears what is sent now, and no event waits. @returns what went wrong, in words. */
export async function recover(cast: Cast, home: Home, lag: Lag): Promise<readonly string[]> {
  const began = performance.now();
  const lost = lag.watch();
  const before = new Map<readonly Sent[], number>(cast.open.map(({ sent }) => [sent, sent.length]));
  const isSilent = ({ listening, sent }: Heard): boolean =>
    !sent.slice(before.get(sent)).some(({ text }) => listening.hasHeard(text));
  const isLate = ({ proxy: { met } }: Heard): boolean => {
    const isSlow = met.has('drop') || met.has('duplicate');
    return performance.now() - began > lost() + (isSlow ? allowed.afterSilence : allowed.usually);
  };
  while (cast.waiting > 0 || cast.open.some(isSilent)) {
    const late = cast.open.filter((each) => isSilent(each) && isLate(each));
    if (late.length > 0) {
      return late.map(({ listening }) => `${listening.name} hears nothing though all works again`);
    }
    const device = cast.open.at(-1);
    if (cast.waiting > 0 && device !== undefined && isLate(device)) {
      return [`${cast.waiting} events wait though all works again`];
    }
    // A way on which something comes counts as open, also where what is sent there goes nowhere.
    if (cast.open.some(isSilent)) {
      await home.sendEvent(0);
      await home.sendCommand(0);
    }
    await pause(interval);
  }
  return [];
}
