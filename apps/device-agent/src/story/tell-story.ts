import type { Log } from '../log.ts';
import { run } from '../run.ts';
import type { Settings } from '../settings.ts';
import { playServer } from './play-server.ts';
import { setStage } from './stage.ts';

/**
 * Tells what an agent does, with the agent itself: against an emulator, with somebody who provisions it, watches its events,
 * commands it, configures it, and takes its network away for a while.
 */
export async function tellStory(settings: Settings, log: Log, stop: AbortSignal): Promise<void> {
  await using stage = await setStage();
  const { emulator, person, home, state } = stage;
  log(
    `Nothing is set: the platform is an emulator at ${emulator.url}, and nothing leaves this machine.`,
    'story',
    {
      url: emulator.url,
    },
  );
  const { deviceClass } = emulator.seeds.cloud;
  const { token } = await person.devices.startProvisioning({ home, deviceClass, deviceTag: 'STORY' });
  log(`somebody: asked for a token for a ${deviceClass} in home ${home}.`, 'story.token', { home });

  const over = new AbortController();
  const either = AbortSignal.any([stop, over.signal]);
  const { url: baseUrl, mqttUrl } = emulator;
  const played = playServer(stage, log, either).finally(() => over.abort());
  const ran = run({ ...settings, state, token, baseUrl, mqttUrl }, log, either).finally(() => over.abort());
  await Promise.all([ran, played]);
  if (stop.aborted) return;
  log('That is all. README.md says how to run it against the platform.', 'story.over');
}
