import { expect, it } from 'vitest';
import { packetInMessagePack } from './message-pack.ts';

// By the MessagePack specification, written by hand.
it.each([
  ['ab', 1, [7, 8], '93a26162ce00000001c4020708'],
  ['', 4_294_967_295, [], '93a0ceffffffffc400'],
  ['ä', 258, [0], '93a2c3a4ce00000102c40100'],
])('%j, %i and %j', (name, index, bytes, hex) => {
  expect(packetInMessagePack(name, index, Uint8Array.from(bytes)).toString('hex')).toBe(hex);
});

it.each([
  [31, 255, 'bf', 'c4ff'],
  [32, 256, 'd920', 'c50100'],
  [256, 65_536, 'da0100', 'c600010000'],
])('says the length of a name of %i and of %i bytes', (name, size, ofName, ofBytes) => {
  const packet = packetInMessagePack('n'.repeat(name), 0, new Uint8Array(size));
  expect(packet.subarray(1, 1 + ofName.length / 2).toString('hex')).toBe(ofName);
  const after = 1 + ofName.length / 2 + name + 5;
  expect(packet.subarray(after, after + ofBytes.length / 2).toString('hex')).toBe(ofBytes);
  expect(packet.length).toBe(after + ofBytes.length / 2 + size);
});
