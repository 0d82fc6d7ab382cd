import { describe, expect, test } from 'vitest';
import { compareLocks } from './compare-locks.ts';
import { nothing, type Lock, type LockedOperation, type LockedSymbol } from './lock.ts';

const operation: LockedOperation = {
  method: 'GET',
  path: '/boxes/{box}',
  gives: 'call',
  docs: '0',
  input: { type: 'object', properties: { box: { type: 'string' } }, required: ['box'] },
  output: { type: 'object', properties: { name: { type: 'string' } } },
};
const operations = (changed?: Partial<LockedOperation>): Lock => ({
  ...nothing,
  operations: { 'boxes.get': { ...operation, ...changed } },
});
const symbols = (Box?: LockedSymbol): Lock => ({ ...nothing, symbols: { '.': Box ? { Box } : {} } });
const levels = (before: Lock, after: Lock) => compareLocks(before, after).map(({ level }) => level);

describe('an operation', () => {
  test('that is removed breaks, one that is new does not', () => {
    expect(levels(operations(), nothing)).toEqual(['major']);
    expect(levels(nothing, operations())).toEqual(['minor']);
  });

  test.each([
    ['nothing', {}, []],
    ['its words', { docs: '1' }, ['patch']],
    ['its method', { method: 'POST' }, ['minor']],
    ['its path', { path: '/box/{box}' }, ['minor']],
    ['what a call of it gives', { gives: 'list' }, ['major']],
    ['its input', { input: { type: 'object', properties: {} } }, ['major']],
    ['its output', { output: { type: 'object', properties: {} } }, ['major']],
  ] as const)('is judged by %s', (_what, changed, expected) => {
    expect(levels(operations(), operations(changed))).toEqual(expected);
  });
});

describe('a symbol', () => {
  const box = (...members: string[]): Lock => symbols({ kind: 'class', members });

  test('that is removed breaks, one that is new does not; so with a whole entry', () => {
    expect(levels(box(), symbols())).toEqual(['major']);
    expect(levels(symbols(), box())).toEqual(['minor']);
    expect(levels(box(), nothing)).toEqual(['major']);
  });

  test.each([
    ['loses a member', box('open', 'shut'), box('open'), ['major']],
    ['gains a member', box('open'), box('open', 'shut?'), ['minor']],
    ['demands a member', box('open?'), box('open'), ['major']],
    ['demands a member no more', box('open'), box('open?'), ['major']],
    ['is a type only', box(), symbols({ kind: 'type of class', members: [] }), ['major']],
    ['is more than a type', symbols({ kind: 'type of class', members: [] }), box(), ['minor']],
    ['is another kind of type', symbols({ kind: 'type' }), symbols({ kind: 'interface' }), ['patch']],
  ] as const)('is judged where it %s', (_what, before, after, expected) => {
    expect(levels(before, after)).toEqual(expected);
  });
});
