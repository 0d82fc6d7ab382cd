import { expect, it, vi } from 'vitest';
import { killRun } from './kill-run.ts';

// Each kill starts a program of its own, which takes a while on a busy machine.
vi.setConfig({ testTimeout: 600_000 });

/** A few in the test command; `BIMODAL_KILLS=100` for the whole number. */
const kills = Number(process.env['BIMODAL_KILLS'] ?? 5);

it.each(['ws', 'mqtt'] as const)(
  `events that were accepted arrive, in order, though the device is killed ${kills} times, over %s`,
  async (transport) => {
    const { accepted, received } = await killRun({ transport, kills });
    expect(accepted.length).toBeGreaterThanOrEqual(kills);
    const arrived = new Set(received);
    expect(accepted.filter((n) => !arrived.has(n))).toEqual([]);
    // Each for the first time in order; what comes again comes before anything newer does, where one is sent at a time.
    const order = transport === 'ws' ? received : [...arrived];
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  },
);
