import { InputError } from '@bimodal/auth-core';

/**
 * Milliseconds of an option of a wait. `Infinity` waits for ever.
 *
 * @throws InputError for what is no time above 0: it would end the wait before it began, or look without a pause.
 */
export function positive(name: 'timeout' | 'pollInterval', milliseconds: number): number {
  if (typeof milliseconds === 'number' && milliseconds > 0) return milliseconds;
  throw new InputError(`\`${name}\` must be a number of milliseconds above 0.`);
}
