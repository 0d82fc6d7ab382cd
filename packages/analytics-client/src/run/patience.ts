import { InputError } from '@bimodal/auth-core';

/**
 * Milliseconds of the option `timeout` of a wait. `Infinity` waits for ever.
 *
 * @throws InputError for what is no time above 0: it would end the wait before it began.
 */
export function patience(milliseconds: number): number {
  if (typeof milliseconds === 'number' && milliseconds > 0) return milliseconds;
  throw new InputError('`timeout` must be a number of milliseconds above 0, or Infinity.');
}
