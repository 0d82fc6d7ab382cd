import { operations as analytics } from '@bimodal/analytics-client/contract';
import { operations as cloud } from '@bimodal/iot-client/contract';
import { request } from 'undici';
import { expect, test } from 'vitest';
import { useEmulator } from '../src/vitest.ts';
import { basic } from './calling.ts';

const emulator = useEmulator({ strict: false });

test.each(
  [...analytics, ...cloud]
    .filter(({ stream }) => stream !== 'websocket')
    .map((operation) => [operation.id, operation] as const),
)('knows %s', async (_, { method, path, callers }) => {
  const { url, seeds } = emulator();
  const isAnalytics = path.startsWith('/api');
  const authorization = isAnalytics
    ? basic(seeds.analytics.keys.workspace)
    : `ModeCloud ${keyFor(callers ?? [])}`;
  const filled = path.replace('{workspace}', 'acme').replaceAll(/\{\w+\}/g, '1');
  const { statusCode, body } = await request(url + filled, { method, headers: { authorization } });
  expect([statusCode, await body.text()]).not.toEqual([501, expect.anything()]);
});

function keyFor(callers: readonly string[]): string {
  const { cloud } = emulator().seeds;
  if (callers.includes('project')) return cloud.adminKey;
  return callers.includes('device') ? cloud.device.apiKey : cloud.user.token;
}
