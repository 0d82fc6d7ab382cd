import { IotClient, modeCloudKey } from '@bimodal/iot-client';
import { startEmulator } from '@bimodal/emulator';

/** MODE Cloud on this machine, with a project that brings its own users. */
export interface Demo {
  /** Calls the emulator with a project key. */
  readonly cloud: IotClient;
  readonly project: { readonly id: number; readonly appId: string };
  /** Claims the one device for a home. */
  readonly claimCode: string;
  close(): Promise<void>;
}

/** Milliseconds between two measurements of the device. */
const interval = 2000;

/** Starts it, with a device that measures as soon as somebody claimed it. */
export async function startDemo(): Promise<Demo> {
  const emulator = await startEmulator();
  const { adminKey, projectId, appId, device } = emulator.seeds.cloud;
  const cloud = new IotClient({ credential: modeCloudKey(adminKey), baseUrl: emulator.url });
  const own = new IotClient({ credential: modeCloudKey(device.apiKey), baseUrl: emulator.url });
  let measured = 0;
  const { homeId: home } = await own.devices.get({ device: device.id });
  const act = async (): Promise<void> => {
    measured += 1;
    const { homeId } = await own.devices.get({ device: device.id });
    // It waits to be claimed, again and again, until somebody took it out of the home that it came with.
    if (homeId === home)
      await own.devices.setClaimable({ deviceId: device.id, claimable: true, duration: 60 });
    const celsius = Math.round((18 + 4 * Math.sin(measured / 10)) * 10) / 10;
    await own.devices.sendEvent({ device: device.id, eventType: 'temperature', eventData: { celsius } });
  };
  // What fails once is done by the next turn.
  const timer = setInterval(() => void act().catch(() => undefined), interval);
  return {
    cloud,
    project: { id: projectId, appId },
    claimCode: device.claimCode,
    async close() {
      clearInterval(timer);
      await own.close();
      await cloud.close();
      await emulator.close();
    },
  };
}
