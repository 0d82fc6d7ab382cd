import { BimodalError } from '@bimodal/auth-core';
import type { FaultProxy } from '../proxy/fault-proxy.ts';
import { markHeader } from '../proxy/marks.ts';
import { complaintsAbout, type Ending } from './judge.ts';
import { kinds, type Kind, type Scene } from './kinds.ts';
import type { Lag } from './lag.ts';
import type { PlannedCall } from './scenario.ts';
import type { Tally } from './tally.ts';

/** What a call of a scenario is run with. */
export interface Stage extends Scene {
  readonly proxy: FaultProxy;
  readonly lag: Lag;
  readonly tally: Tally;
}

/** A stream may stall so long, and so often as chunks may be held back. */
const stalls = 12 * 150;

/** Milliseconds beyond its deadline after which a call counts as one that never ends. */
const patience = 20_000;

/** Makes one call, and says what is wrong with how it ended. */
export async function runCall(stage: Stage, planned: PlannedCall): Promise<readonly string[]> {
  const { world, proxy, mark, tally } = stage;
  const { timeout, retries, abortAfter } = planned;
  const kind: Kind = kinds[planned.kind];
  await kind.prepare?.(stage);
  const caller = new AbortController();
  const reason = new Error('The caller has changed its mind.');
  const timer = abortAfter === undefined ? undefined : setTimeout(() => caller.abort(reason), abortAfter);
  const lost = stage.lag.watch();
  const began = performance.now();
  const allowed = kind.requests * timeout + (kind.isStream ? timeout + stalls : 0);
  const { ending, elapsed, lag } = await Promise.race([attempt(), pending(allowed + patience)]);
  clearTimeout(timer);

  const sighting = proxy.sighting(mark);
  const complaints = complaintsAbout({
    ending,
    isIdempotent: kind.isIdempotent,
    sighting,
    arrivals: world.arrivals.of(mark),
    elapsed,
    allowed,
    lag,
  });
  tally.add({ kind: planned.kind, ending: nameOf(ending), sighting });
  return complaints.map((complaint) => `${planned.kind} ${mark}: ${complaint}`);

  function pending(milliseconds: number): Promise<{ ending: Ending; elapsed: number; lag: number }> {
    return new Promise((resolve) => {
      setTimeout(resolve, milliseconds, {
        ending: { kind: 'pending' },
        elapsed: milliseconds,
        lag: 0,
      }).unref();
    });
  }

  async function attempt(): Promise<{ ending: Ending; elapsed: number; lag: number }> {
    const took = () => ({ elapsed: performance.now() - began, lag: lost() });
    let answer: unknown;
    try {
      answer = await kind.call(stage, {
        timeout,
        retries,
        signal: caller.signal,
        stallTimeout: timeout,
        headers: { [markHeader]: mark },
      });
    } catch (error) {
      return { ending: { kind: 'failed', error, isCallersOwn: error === reason }, ...took() };
    }
    const time = took();
    return { ending: { kind: 'answered', isRight: await kind.isRight(answer, stage) }, ...time };
  }
}

function nameOf(ending: Ending): string {
  if (ending.kind === 'answered') return ending.isRight ? 'right' : 'wrong';
  if (ending.kind === 'pending') return 'pending';
  if (ending.isCallersOwn) return 'aborted';
  return BimodalError.isInstance(ending.error) ? ending.error.name : 'other';
}
