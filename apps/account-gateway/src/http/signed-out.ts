import { RequestError } from './request-error.ts';

/** The refusal of whoever is not signed in, or no more. */
export function signedOut(): RequestError {
  return new RequestError(401, 'signed_out', 'Sign in first.');
}
