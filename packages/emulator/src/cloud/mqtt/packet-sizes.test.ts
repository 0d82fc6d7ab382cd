import { expect, it } from 'vitest';
import { PacketSizes } from './packet-sizes.ts';

const limits = { publish: 300, other: 100 };
const connect = [0x10, 2, 0, 0];

/** Whether the bytes pass, given at once, and given one by one. */
function passes(bytes: readonly number[]): boolean {
  const whole = new PacketSizes(limits);
  const single = new PacketSizes(limits);
  const isAdmitted = whole.admit(Uint8Array.from(bytes));
  expect(bytes.every((byte) => single.admit(Uint8Array.of(byte)))).toBe(isAdmitted);
  return isAdmitted;
}

const zeros = (count: number): number[] => Array<number>(count).fill(0x30);

it.each([
  ['nothing', [], true],
  ['a short CONNECT', connect, true],
  ['a CONNECT of the limit', [0x10, 100, ...zeros(100)], true],
  ['a CONNECT that says one more', [0x10, 101], false],
  ['a PUBLISH of the limit', [...connect, 0x30, 0xac, 0x02, ...zeros(300)], true],
  ['a PUBLISH that says one more', [...connect, 0x30, 0xad, 0x02], false],
  ['a SUBSCRIBE as long as a PUBLISH may be', [...connect, 0x82, 0xac, 0x02], false],
  ['a PUBLISH in front of all', [0x30, 0xac, 0x02], false],
  [
    'what comes behind a packet, and says too much',
    [...connect, 0x30, 2, 9, 9, 0xc0, 0, 0x30, 0xad, 0x02],
    false,
  ],
  ['packets without anything behind their header', [...connect, 0xc0, 0, 0xc0, 0, 0xe0, 0], true],
  ['a length that does not end', [...connect, 0x30, 0x80, 0x80, 0x80, 0x80], false],
  ['a length of three bytes that is short all the same', [...connect, 0x30, 0x81, 0x80, 0x00, 7], true],
] as const)('%s: %j passes: %s', (_what, bytes, isAdmitted) => {
  expect(passes(bytes)).toBe(isAdmitted);
});
