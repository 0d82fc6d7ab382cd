import { describe, expect, it } from 'vitest';
import { eventually } from '../../../test/eventually.ts';
import { engineFor, rejection } from '../../../test/engine.ts';
import { json, serve } from '../../../test/server.ts';

describe('a request that waits for a free connection', () => {
  it('is never sent once its call was given up', async () => {
    const held: (() => void)[] = [];
    const server = await serve((request, response) => {
      if (request.url === '/things/held') held.push(() => json(response, { id: 'a' }));
      else json(response, { id: 'a' });
    });
    const engine = engineFor(server.url);
    const crowd = Array.from({ length: 50 }, () => engine.call('things.get', { thing: 'held' }));
    await eventually(() => expect(held).toHaveLength(50));
    const controller = new AbortController();
    const abandoned = ['things.get', 'things.delete'].map((operation) =>
      rejection(engine.call(operation, { thing: 'abandoned' }, { signal: controller.signal })),
    );
    abandoned.push(
      rejection(engine.bytes('things.download', { thing: 'abandoned' }, { signal: controller.signal })),
    );
    // Until they are in the queue: nothing that could be seen keeps them from it.
    for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    controller.abort('mine');
    expect(await Promise.all(abandoned)).toEqual(['mine', 'mine', 'mine']);
    for (const answer of held) answer();
    await Promise.all(crowd);
    await engine.call('things.get', { thing: 'after' });
    await engine.close();
    expect(server.received.filter(({ path }) => path.includes('abandoned'))).toEqual([]);
    expect(server.received).toHaveLength(51);
  });
});
