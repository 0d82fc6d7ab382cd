import { expect, it } from 'vitest';
import { startChild } from '../child.ts';
import { manyConnections } from './connections.ts';

it('connects so many devices, and reaches each of them', async () => {
  expect(await manyConnections(20, () => {})).toMatchObject({
    connections: 20,
    commandsSent: 20,
    commandsArrived: 20,
    eventsSent: 20,
    eventsArrived: 20,
  });
}, 120_000);

it('says what to do where the machine does not open as many files', async () => {
  const child = startChild('nothing.ts', [], { openFiles: 2 ** 40 });
  await expect(child).rejects.toThrow(/1099511627776 files.*`ulimit -n 1099511627776`.*`--connections`/);
});
