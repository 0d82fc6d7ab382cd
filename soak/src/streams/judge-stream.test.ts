import { expect, it } from 'vitest';
import { complaintsAboutStream, type StreamEvidence } from './judge-stream.ts';
import { textOf, type Item } from './told.ts';
import type { Sent } from './witness.ts';

/** A message that is sent every second. */
const message = (n: number): Item => ({ type: 'command', command: { action: String(n) } });
const gap = (from: number, to: number): Item => ({
  type: 'gap',
  from: new Date(from * 1000),
  to: new Date(to * 1000),
  reason: 'disconnected',
});
const malformed: Item = { type: 'malformed', at: new Date(0), problem: 'It is not JSON.', excerpt: '{' };
const sent = Array.from({ length: 10 }, (_, n): Sent => ({ text: textOf(message(n)) ?? '', at: n * 1000 }));

const complaints = (told: readonly Item[], given: Partial<StreamEvidence> = {}) =>
  complaintsAboutStream({ sent, told, connectedAt: 0, repeats: 0, underWay: 0, ...given });
const messages = (...numbers: readonly number[]): readonly Item[] => numbers.map(message);

it.each<[string, readonly Item[], Partial<StreamEvidence>?]>([
  ['everything', messages(0, 1, 2, 3)],
  ['what came after it was connected', messages(3, 4), { connectedAt: 2500 }],
  ['what is missing within a gap', [...messages(0, 1), gap(1, 3.5), ...messages(4)]],
  ['what is missing within two', [...messages(0, 1), gap(1, 2.5), gap(2.9, 3.5), ...messages(4)]],
  ['what was under way when the gap began', [...messages(0), gap(3, 4), ...messages(4)], { underWay: 2000 }],
  ['as many repetitions as there were', messages(0, 1, 2, 1, 2, 3), { repeats: 1 }],
  [
    'a mutilated message before the gap',
    [...messages(0), malformed, gap(2, 3), ...messages(4)],
    { repeats: 1 },
  ],
])('takes %s', (_, told, given) => {
  expect(complaints(told, given)).toEqual([]);
});

it.each<[string, readonly Item[], RegExp, Partial<StreamEvidence>?]>([
  ['what is missing without a gap', messages(0, 1, 3), /^1 messages are missing without a gap/],
  ['what is missing at the beginning', messages(3, 4), /^2 messages are missing/, { connectedAt: 500 }],
  ['what is missing after its gap', [...messages(0), gap(0, 1.5), ...messages(3)], /^1 messages are missing/],
  [
    'what is missing before its gap',
    [...messages(0), gap(2, 2.5), ...messages(3)],
    /^1 messages are missing/,
  ],
  ['what was never sent', messages(0, 11), /^it told what was never sent/],
  ['what comes twice by itself', messages(0, 1, 1, 2), /^1 messages came twice or mutilated/],
  [
    'what comes again after a gap',
    [...messages(0, 1), gap(1, 2), ...messages(1)],
    /^out of order/,
    { repeats: 1 },
  ],
  [
    'a mutilated message by itself',
    [message(0), malformed, message(1)],
    /^1 messages came twice or mutilated/,
  ],
  ['a gap that ends before it begins', [message(0), gap(2, 1), message(1)], /^a gap ends before it begins/],
])('complains of %s', (_, told, complaint, given) => {
  expect(complaints(told, given)).toEqual([expect.stringMatching(complaint)]);
});
