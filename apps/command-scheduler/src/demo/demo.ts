import { modeCloudKey } from '@bimodal/auth-core';
import { startEmulator } from '@bimodal/emulator';
import { IotClient } from '@bimodal/iot-client';

/** MODE Cloud on this machine, with a home and a connected device. */
export interface Demo {
  /** Calls the emulator with a project key. */
  readonly client: IotClient;
  readonly device: number;
  close(): Promise<void>;
}

/** Starts it. @param hear is told each command that arrives at the device. */
export async function startDemo(hear: (action: string, parameters: unknown) => void): Promise<Demo> {
  const emulator = await startEmulator();
  const { projectKey, device } = emulator.seeds.cloud;
  const client = new IotClient({ credential: modeCloudKey(projectKey), baseUrl: emulator.url });
  const own = new IotClient({ credential: modeCloudKey(device.apiKey), baseUrl: emulator.url });
  const commands = own.devices.streamCommands({ device: device.id });
  await commands.connected;
  const heard = (async () => {
    for await (const item of commands) {
      if (item.type === 'command') hear(item.command.action, item.command.parameters);
    }
  })();
  return {
    client,
    device: device.id,
    async close() {
      await own.close();
      await heard;
      await client.close();
      await emulator.close();
    },
  };
}
