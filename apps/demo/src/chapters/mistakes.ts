import { AnalyticsClient } from '@bimodal/analytics-client';
import { basic, BimodalError, modeCloudKey } from '@bimodal/auth-core';
import { IotClient } from '@bimodal/iot-client';
import type { Narrator } from '../narrators/narrator.ts';
import type { Stage } from '../stage.ts';

/** What a wrong secret, a wrong kind of key and an unknown report look like. */
export async function tellMistakes({ emulator }: Stage, narrator: Narrator): Promise<void> {
  narrator.chapter('What mistakes look like');
  const { workspace, keys } = emulator.seeds.analytics;
  const { device } = emulator.seeds.cloud;
  const baseUrl = emulator.url;

  await using wrong = new AnalyticsClient({
    workspace,
    credential: basic({ token: keys.workspace.token, secret: 'not-the-secret' }),
    baseUrl,
  });
  await show(narrator, 'a wrong secret', wrong.verify());

  await using mode = new AnalyticsClient({ workspace, credential: basic(keys.workspace), baseUrl });
  await show(narrator, 'an unknown report', mode.reports.get({ report: '000000000000' }));

  const deviceKey = modeCloudKey(device.apiKey, { kind: 'device' });
  await using station = new IotClient({ credential: deviceKey, baseUrl });
  await show(
    narrator,
    'a wrong kind of key',
    station.devices.sendCommand({ device: device.id, action: 'fan', parameters: { on: true } }),
  );

  await using nobody = new IotClient({ credential: modeCloudKey('not-a-key'), baseUrl });
  await show(narrator, 'a wrong key', nobody.verify());
}

async function show(narrator: Narrator, what: string, call: PromiseLike<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!BimodalError.isInstance(error)) throw error;
    narrator.tell(`With ${what}: ${error.name}. ${error.message}`, {
      fact: 'mistake',
      what,
      error: error.name,
      message: error.message,
      sent: error.attempts > 0,
    });
    return;
  }
  throw new Error(`With ${what} the call went through.`);
}
