import { expect, it, vi } from 'vitest';
import { checkKills } from './check-kills.ts';

vi.setConfig({ testTimeout: 180_000 });

it.each(['ws', 'mqtt'] as const)(
  'no event is lost by a device that is killed, over %s',
  async (transport) => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    process.stdout.write(`seed ${seed}\n`);
    const outcome = await checkKills({ transport, kills: 2, seed });
    expect(outcome).toMatchObject({ lost: [], isInOrder: true });
    expect(outcome.accepted).toBeGreaterThanOrEqual(2);
  },
);
