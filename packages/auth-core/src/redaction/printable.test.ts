import { expect, it } from 'vitest';
import { BimodalError } from '../errors/bimodal-error.ts';
import { printable } from './printable.ts';

it.each([
  ['plain, naïve, 日本 🔑', 'plain, naïve, 日本 🔑'],
  ['a\r\nb\tc', 'a\\r\\nb\\tc'],
  ['\u001b[31mred\u0007', '\\u001b[31mred\\u0007'],
  ['\u009b31m\u007f\0', '\\u009b31m\\u007f\\u0000'],
  ['\u202eexe\u2066\u061c\u200b\ufeff\u2028', '\\u202eexe\\u2066\\u061c\\u200b\\ufeff\\u2028'],
])('%j is printed as %j', (text, shown) => {
  expect(printable(text)).toBe(shown);
});

it('The message of an error is one line, whoever wrote it', () => {
  const error = new BimodalError('the server says: \u001b]0;owned\u0007\r\nFAKE LOG LINE');
  expect(error.message).toBe('the server says: \\u001b]0;owned\\u0007\\r\\nFAKE LOG LINE');
  expect(error.stack).toMatch(/^[^\n]*FAKE LOG LINE\n +at /);
});
