import { operations as analytics } from '@bimodal/analytics-client/contract';
import { operations as cloud } from '@bimodal/iot-client/contract';
import type { Operation } from '@bimodal/contract';
import { request } from 'undici';
import { expect, test } from 'vitest';
import { useEmulator } from '../src/vitest.ts';
import { notEmulatedYet } from './not-emulated-yet.ts';

const emulator = useEmulator({ strict: false });
const known = [...analytics, ...cloud].filter(({ stream }) => stream !== 'websocket');

test('emulates every operation, but for those that are named here', async () => {
  const missing = [];
  for (const operation of known) if ((await statusOf(operation)) === 501) missing.push(operation.id);
  const ids = new Set(known.map(({ id }) => id));
  expect(missing.toSorted()).toEqual(notEmulatedYet.filter((id) => ids.has(id)).toSorted());
});

/** Without a credential: whether there is a handler is found out before anything else. */
async function statusOf({ method, path }: Operation): Promise<number> {
  const filled = path.replace('{workspace}', 'acme').replaceAll(/\{\w+\}/g, '1');
  const { statusCode, body } = await request(emulator().url + filled, { method });
  await body.dump();
  return statusCode;
}
