import { expect, it } from 'vitest';
import { Faults } from './faults.ts';
import type { LiveConnection } from './live-connection.ts';

/** A connection that notes what befalls it. */
function connection(device: number, homes: number[]): LiveConnection & { readonly log: string[] } {
  const log: string[] = [];
  return {
    log,
    target: {
      operations: ['devices.streamCommands'],
      path: `/devices/${device}/command`,
      device,
      homes: () => homes,
    },
    cut: () => log.push('cut'),
    freeze: () => log.push('freeze'),
    thaw: () => log.push('thaw'),
  };
}

it('befalls what is open and what opens later, as often as it says', () => {
  const faults = new Faults();
  const [one, two, three] = [connection(1, [3]), connection(2, [3]), connection(3, [3])];
  faults.opened(one);
  faults.set('cut', { home: 3, cut: true, times: 2 });
  faults.opened(two);
  faults.opened(three);
  expect([one.log, two.log, three.log]).toEqual([['cut'], ['cut'], []]);
});

it('thaws what it froze, unless another fault still holds it', () => {
  const faults = new Faults();
  const one = connection(1, [3]);
  const forget = faults.opened(one);
  faults.set('a', { device: 1, halfOpen: true });
  faults.set('b', { home: 3, halfOpen: true });
  faults.clear('a');
  expect(one.log).toEqual(['freeze', 'freeze']);
  faults.clear();
  expect(one.log.slice(2)).toEqual(['thaw']);
  forget();
  faults.set('c', { cut: true });
  expect(one.log).toHaveLength(3);
});

it('is met by no request where it concerns connections', () => {
  const faults = new Faults();
  faults.set('cut', { cut: true, times: 1 });
  expect(faults.meet({ operations: ['devices.get'], path: '/devices/1' })).toEqual([]);
});

it.each([
  [{ device: 4 }, '/devices/4/event', true],
  [{ device: 4 }, '/devices/40/event', false],
  [{ device: 4 }, '/homes/4', false],
  [{ home: 3 }, '/homes/3/kv/a', true],
  [{ home: 3 }, '/homes', false],
])('%j concerns %s: %s', (where, path, is) => {
  const faults = new Faults();
  faults.set('one', { ...where, status: 500 });
  expect(faults.meet({ operations: ['x.y'], path })).toHaveLength(is ? 1 : 0);
});

it.each([
  [{ cut: true, status: 500 }, 'two faults'],
  [{ halfOpen: true, latency: 1 }, 'two faults'],
  [{ device: 0 }, 'device must be'],
  [{ drop: 'yes' as never }, 'true or false'],
])('refuses %j', (fault, complaint) => {
  expect(() => new Faults().set('bad', fault)).toThrow(complaint);
});
