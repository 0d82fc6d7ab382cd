import { expect, test } from 'vitest';
import { useEmulator } from '../src/vitest.ts';
import { send } from './calling.ts';

const strict = useEmulator();
const lenient = useEmulator({ strict: false, seed: 'test-seed' });
const outside = (() => {
  try {
    return strict();
  } catch (error) {
    return error;
  }
})();

test('gives each test file emulators of its own, strict unless told otherwise', async () => {
  expect(strict().url).not.toBe(lenient().url);
  expect((await send(strict(), 'GET', '/api/verify?colour=red')).status).toBe(400);
  expect((await send(lenient(), 'GET', '/api/verify?colour=red')).status).toBe(200);
});

test('says where it may be asked for', () => {
  expect(outside).toMatchObject({ message: 'The emulator runs inside tests and hooks only.' });
});
