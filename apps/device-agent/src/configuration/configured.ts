import type { KeyValueMirror } from '@bimodal/iot-client/device';
import { messageOf, type Log } from '../log.ts';
import { readConfiguration, type Configuration } from './configuration.ts';

/** The configuration of the moment, which follows the device's key-value store. */
export class Configured {
  readonly #defaults: Configuration;
  readonly #log: Log;
  readonly #listeners = new Set<() => void>();
  #current: Configuration;

  constructor(defaults: Configuration, log: Log) {
    this.#defaults = defaults;
    this.#current = defaults;
    this.#log = log;
  }

  get current(): Configuration {
    return this.#current;
  }

  /** Calls the listener after each change; what it returns ends that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Follows a mirror of the store. While that is not connected, the configuration stays as it was. */
  follow(store: KeyValueMirror): void {
    store.observe((change) => {
      if (change.type === 'gap') return;
      if (change.type !== 'failed') return this.#read(store);
      // It reports as it did: what it was told last is better than nothing.
      this.#log(
        `The configuration is not followed any more: ${messageOf(change.error)}`,
        'configuration.lost',
      );
    });
  }

  #read(store: KeyValueMirror): void {
    const before = this.#current;
    this.#current = readConfiguration(store, this.#defaults, (key, value) =>
      this.#log(
        `The store says ${key} = ${JSON.stringify(value)}, which is no ${key}: it stays.`,
        'configuration.wrong',
        {
          key,
        },
      ),
    );
    const { interval, unit } = this.#current;
    if (interval === before.interval && unit === before.unit) return;
    this.#log(`Configured: a report every ${interval} s, in ${unit}.`, 'configured', { interval, unit });
    for (const listener of this.#listeners) listener();
  }
}
