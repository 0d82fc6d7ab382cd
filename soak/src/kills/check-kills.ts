import { killRun } from '../../../packages/iot-client/test/kill-run.ts';
import { randomFrom } from '../random.ts';

export interface KillCheck {
  readonly transport: 'ws' | 'mqtt';
  readonly kills: number;
  readonly seed: number;
  readonly onKill?: (killed: number) => void;
}

export interface KillOutcome {
  readonly accepted: number;
  readonly received: number;
  /** Events that were accepted and never arrived. */
  readonly lost: readonly number[];
  /** Whether events arrived in their order, what came again left out. */
  readonly isInOrder: boolean;
}

/** Kills a device that sends events so many times, at random points, and counts what arrived. */
export async function checkKills({ transport, kills, seed, onKill }: KillCheck): Promise<KillOutcome> {
  const { accepted, received } = await killRun({
    transport,
    kills,
    random: randomFrom(seed),
    ...(onKill === undefined ? {} : { onKill }),
  });
  const arrived = new Set(received);
  const order = [...arrived];
  return {
    accepted: accepted.length,
    received: received.length,
    lost: accepted.filter((n) => !arrived.has(n)),
    isInOrder: order.every((n, at) => at === 0 || n > (order[at - 1] ?? 0)),
  };
}
