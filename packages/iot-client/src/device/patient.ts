import { longestTimer } from '@bimodal/auth-core/internal';
import type { StreamOptions } from '../streams/stream-options.ts';

/** The options of a device's stream: hardware may start hours before there is a network, and waits for it unless it is told not to. */
export function patient(options: StreamOptions = {}): StreamOptions {
  return {
    ...options,
    timeout: (Object.hasOwn(options, 'timeout') ? options.timeout : undefined) ?? longestTimer,
  };
}
