import type { DeviceKeyValueOperations } from '../../gen/device-key-values.ts';
import type { Write } from './key-value-mirror.ts';

/** Writes a device's store by REST, which says what it thinks of a write. */
export function writeByRest(store: DeviceKeyValueOperations, device: number): Write {
  return async (write) => {
    if (write.action === 'set') await store.set({ device, key: write.key, value: write.value });
    else await store.delete({ device, key: write.key });
  };
}
