import { expect, test } from 'vitest';
import { excerpt } from './excerpt.ts';

test('a short text is whole', () => {
  expect(excerpt('one\ntwo\n', 2)).toBe('one\ntwo');
});

test('of a long one, its beginning and its end are left', () => {
  expect(excerpt('1\n2\n3\n4\n5\n6\n', 4)).toBe('1\n2\n… 2 lines more …\n5\n6');
});

test('colours are left out', () => {
  expect(excerpt('\u001b[31mred\u001b[0m\n')).toBe('red');
});
