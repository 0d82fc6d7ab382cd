import { ConnectionError, TimeoutError, type IotClient } from '@bimodal/iot-client';
import { messageOf, type Log } from './log.ts';
import { SettingError } from './settings.ts';

/**
 * Asks the platform who the key stands for, so that a wrong one is known at the start and not when a command is due.
 *
 * @throws AuthenticationError, SettingError for a key that sends no commands. A platform that cannot be reached is no reason
 * not to start.
 */
export async function checkKey(client: IotClient, log: Log): Promise<void> {
  try {
    const { type, kind, projectId } = await client.verify({ timeout: 10_000 });
    if (kind === 'device')
      throw new SettingError("MODE_CLOUD_KEY is a device's key. Commands are sent with a project key.");
    log('info', 'The key is good.', { kind: type, projectId });
  } catch (error) {
    if (!ConnectionError.isInstance(error) && !TimeoutError.isInstance(error)) throw error;
    log('warn', 'The platform could not be asked about the key; going on.', { error: messageOf(error) });
  }
}
