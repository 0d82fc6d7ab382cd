import { expect, test } from 'vitest';
import { isLoopbackHost } from './host-guard.ts';

test.each([
  'localhost',
  'localhost:4747',
  'LOCALHOST',
  '127.0.0.1',
  '127.0.0.1:80',
  '127.8.9.1:1',
  '[::1]',
  '[::1]:4747',
])('takes %s for this machine', (host) => {
  expect(isLoopbackHost(host)).toBe(true);
});

test.each([
  'evil.example',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
  '127.evil.example',
  '0.0.0.0',
  '10.0.0.1:4747',
  '[::2]',
  '::1',
  'localhost:4747:1',
  'localhost@evil.example',
  '',
  ' ',
  ':4747',
])('refuses %j', (host) => {
  expect(isLoopbackHost(host)).toBe(false);
});

test('refuses a request without a Host', () => {
  expect(isLoopbackHost(undefined)).toBe(false);
});
