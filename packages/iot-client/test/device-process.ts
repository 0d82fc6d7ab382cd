import { writeSync } from 'node:fs';
import { modeCloudKey } from '../src/index.ts';
import { Device } from '../src/device/index.ts';

/**
 * A device in a process of its own, for tests that kill it: sends events with numbers from the one given on, and writes
 * each number once it was accepted. Without a number it sends what waits, and ends.
 *
 * Usage: device-process.ts <outbox> ws|mqtt <url> [from]
 */
const [outbox = '', transport, url = '', from] = process.argv.slice(2);
const device = new Device({
  device: 4,
  outbox,
  credential: modeCloudKey('test-key', { kind: 'device' }),
  ...(transport === 'mqtt' ? { transport, mqtt: { url } } : { baseUrl: url }),
  retryDelay: 1,
  maxRetryDelay: 5,
});

if (from === undefined) {
  await device.flush();
  await device.close();
} else {
  for (let n = Number(from); ; n++) {
    device.sendEvent('counted', { n });
    writeSync(1, `${n}\n`);
    // Sending takes its turn.
    await new Promise((resolve) => setImmediate(resolve));
  }
}
