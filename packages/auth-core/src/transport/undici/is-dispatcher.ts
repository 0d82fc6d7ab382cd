import type { Dispatcher } from 'undici';

/** Whether a value is a dispatcher of undici's, of whatever copy of it. */
export function isDispatcher(value: unknown): value is Dispatcher {
  return (
    typeof value === 'object' && value !== null && 'dispatch' in value && typeof value.dispatch === 'function'
  );
}
