import { describe, expect, it } from 'vitest';
import { cover, handedOn } from './handed-on.ts';

function polluted<T>(name: string | symbol, work: () => T): T {
  Reflect.set(Object.prototype, name, 'polluted');
  try {
    return work();
  } finally {
    Reflect.deleteProperty(Object.prototype, name);
  }
}

describe('handedOn', () => {
  it('has what is its own and inherits nothing', () => {
    const inherited: { timeout?: number; retries?: number } = Object.create({ timeout: 1 });
    inherited.retries = 2;
    const options = handedOn(inherited);
    expect(Object.getPrototypeOf(options)).toBeNull();
    expect(Object.keys(options)).toEqual(['retries']);
  });

  it.each(['ca', Symbol('polluted'), 'get', 'set', 'value', 'enumerable'])(
    'keeps a polluted %s out of a copy that inherits',
    (name) => {
      const read = polluted(name, () =>
        [{ ...handedOn({ port: 1 }) }, Object.assign({}, handedOn({ port: 1 }))].map((copy) => [
          copy.port,
          Reflect.get(copy, name),
        ]),
      );
      expect(read).toEqual([
        [1, undefined],
        [1, undefined],
      ]);
    },
  );

  it('is not filled by a callee that goes through the names of its defaults', () => {
    const will = polluted('will', () => {
      const options: Record<string, unknown> = handedOn({ keepalive: 1 });
      const defaults: Record<string, unknown> = { keepalive: 60 };
      // A library's own way, which goes through what is inherited too.
      for (const name in defaults) options[name] ??= defaults[name];
      return options['will'];
    });
    expect(will).toBeUndefined();
  });

  it('leaves an option that has the name of what is polluted', () => {
    expect(polluted('port', () => handedOn({ port: 1 }).port)).toBe(1);
    expect(polluted('port', () => handedOn({ port: undefined }).port)).toBeUndefined();
  });

  it('covers an object of somebody else', () => {
    const packet: { cmd: string; will?: string } = { cmd: 'connect' };
    const read = polluted('will', () => [cover(packet) === packet, packet.will, packet.cmd]);
    expect(read).toEqual([true, undefined, 'connect']);
  });
});
