import {
  AuthenticationError,
  BimodalError,
  InputError,
  RateLimitError,
  StatusError,
  TimeoutError,
} from '@bimodal/iot-client';
import { RequestError } from './request-error.ts';
import { signedOut } from './signed-out.ts';

/** How a call to MODE that failed is told to a web client: what it did wrong as MODE says it, what is ours as a failure behind. */
export function refusalOfMode(error: unknown): RequestError | undefined {
  if (!BimodalError.isInstance(error)) return undefined;
  // Whoever signed out meanwhile has no credential: what hangs on the error is a copy, with the class and the code.
  if (error.cause instanceof RequestError && error.cause.code === signedOut().code) return signedOut();
  if (InputError.isInstance(error)) return new RequestError(400, 'invalid', error.message);
  if (RateLimitError.isInstance(error)) {
    return new RequestError(429, 'too_many_requests', 'MODE is asked too much: try again later.', undefined, {
      'retry-after': '5',
    });
  }
  if (TimeoutError.isInstance(error))
    return new RequestError(
      504,
      'mode_timeout',
      'The platform behind this service did not answer in time: try again later.',
    );
  // Whoever is signed in here has no credential of MODE to mend: a refused one is a failure of this service.
  if (StatusError.isInstance(error) && error.status < 500 && !AuthenticationError.isInstance(error)) {
    return new RequestError(error.status, String(error.code ?? 'refused'), 'MODE refused this.');
  }
  return new RequestError(
    502,
    'mode_failed',
    'The platform behind this service cannot be reached, or failed: try again later.',
  );
}
