import { ConnectionError } from '@bimodal/auth-core';
import { expect, it } from 'vitest';
import type { ConnectionListener } from '../../streams/connection.ts';
import { KeyValueMirror, type KeyValueChange } from './key-value-mirror.ts';

/** A mirror of a platform that says what the test says. */
async function open(publish: (message: object) => Promise<void> = () => Promise.resolve()) {
  let listening = Promise.withResolvers<void>();
  let listener: ConnectionListener | undefined;
  const connection = {
    lastHeard: { tick: 0, time: 0 },
    listen(given: ConnectionListener) {
      listener = given;
      listening.resolve();
    },
    ping() {},
    close: () => listener?.closed(),
    destroy: () => listener?.closed(),
  };
  const mirror = new KeyValueMirror(() => Promise.resolve(connection), publish, { reconnectDelay: 1 });
  await listening.promise;
  const changes: KeyValueChange[] = [];
  mirror.observe((change) => changes.push(change));
  const say = (what: object): void => listener?.message(JSON.stringify(what));
  /** Fulfilled once it is connected again, and nothing was said. */
  const lose = (): Promise<void> => {
    listening = Promise.withResolvers();
    listener?.closed();
    return listening.promise;
  };
  say({ action: 'reload', rev: 1, numItems: 1, items: [{ key: 'a', value: 1 }] });
  await mirror.ready;
  return { mirror, say, lose, changes };
}

it('does not put its own write over what the platform told of meanwhile', async () => {
  const confirm = Promise.withResolvers<void>();
  const { mirror, say } = await open(() => confirm.promise);
  const written = mirror.set('a', 'own');
  expect(mirror.get('a')).toBe(1);
  say({ action: 'set', rev: 2, key: 'a', value: 'own' });
  say({ action: 'set', rev: 3, key: 'a', value: 'newer' });
  confirm.resolve();
  await written;
  expect([mirror.get('a'), mirror.revision]).toEqual(['newer', 3]);
  await mirror.close();
});

it('shows a write once it is confirmed, though nothing is echoed, and none that was not', async () => {
  let isLost = false;
  const { mirror, changes } = await open(() =>
    isLost ? Promise.reject(new ConnectionError('lost', { sent: true })) : Promise.resolve(),
  );
  const value = { list: [1] };
  await mirror.set('b', value);
  value.list.push(2);
  await mirror.delete('a');
  expect([...mirror]).toEqual([['b', { list: [1] }]]);
  expect(changes.map(({ type }) => type)).toEqual(['reload', 'set', 'delete']);
  isLost = true;
  await expect(mirror.set('c', 1)).rejects.toThrow('lost');
  await expect(mirror.delete('b')).rejects.toThrow('lost');
  expect([...mirror.keys()]).toEqual(['b']);
  await mirror.close();
  await expect(mirror.set('d', 1)).rejects.toThrow(/closed/);
});

it('keeps what it holds while nothing came after a loss, and takes no change before the reload', async () => {
  const { mirror, say, lose, changes } = await open();
  await lose();
  say({ action: 'set', rev: 9, key: 'a', value: 'early' });
  expect([mirror.get('a'), mirror.revision]).toEqual([1, 1]);
  say({ action: 'reload', rev: 9, numItems: 1, items: [{ key: 'b', value: 2 }] });
  expect([[...mirror], changes.map(({ type }) => type)]).toEqual([[['b', 2]], ['reload', 'gap', 'reload']]);
  await mirror.close();
});

it('takes no key that is none, and no value that is no JSON', async () => {
  const { mirror } = await open();
  await expect(mirror.set('', 1)).rejects.toThrow(/key/);
  await expect(mirror.set('a', undefined)).rejects.toThrow(/JSON/);
  await mirror.close();
});
