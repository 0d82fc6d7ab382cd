import { TransportFailure } from '../transport-failure.ts';

/** @throws TransportFailure for a redirect whose target the runtime hides, as pages do: it is not followed. */
export function refuseHiddenRedirect(response: Response): void {
  if (response.type !== 'opaqueredirect' && response.status !== 0) return;
  throw new TransportFailure('hidden redirect', undefined);
}
