import type { Device, DeviceFailure } from '@bimodal/iot-client/device';
import { messageOf, type Log } from './log.ts';

/** Tells of an outage when it begins and when it is over, and not of each attempt between. */
export class Outage {
  readonly #log: Log;
  #isOn = false;

  constructor(log: Log) {
    this.#log = log;
  }

  /** Told of each attempt to send that failed. */
  failed(
    { error, eventType, isGivenUp }: DeviceFailure,
    device: Pick<Device, 'flush' | 'waiting' | 'dropped'>,
  ): void {
    if (isGivenUp) return this.#log(`Given up: ${eventType}, ${messageOf(error)}`, 'event.givenUp');
    if (this.#isOn) return;
    this.#isOn = true;
    this.#log(`Events cannot be sent, and wait on the disk: ${messageOf(error)}`, 'outage.began');
    const over = (): void => {
      this.#isOn = false;
      this.#log(`All events that waited were sent; ${device.dropped} had to go.`, 'outage.over', {
        dropped: device.dropped,
      });
    };
    // Closed before, the device sends what waits at its next start.
    device.flush().then(over, () => undefined);
  }
}
