import { expect, it } from 'vitest';
import { sealOf } from './seal.ts';

const seal = sealOf('test-secret');

it('opens what it closed, in its place, and nothing else', () => {
  const sealed = seal.close('test-token', 'here');
  expect(seal.open(sealed, 'here')).toBe('test-token');
  expect(seal.open(sealed, 'there')).toBeUndefined();
  expect(sealOf('test-secret of another').open(sealed, 'here')).toBeUndefined();
  for (const text of ['', 'AAAA', `${sealed.slice(0, -2)}AA`, sealed.slice(0, 20)]) {
    expect(seal.open(text, 'here')).toBeUndefined();
  }
});

it('never says the same twice', () => {
  expect(seal.close('test-token', 'here')).not.toBe(seal.close('test-token', 'here'));
});
