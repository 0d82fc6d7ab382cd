import { BimodalError } from './bimodal-error.ts';
import { InputError } from './input-error.ts';
import { NotFoundError } from './not-found-error.ts';
import { RateLimitError } from './rate-limit-error.ts';
import { StatusError } from './status-error.ts';
import { TimeoutError } from './timeout-error.ts';

/** What is left of an error after some classes were ruled out is what is left of them, not nothing. */
export function statusOf(error: unknown): number | undefined {
  if (!BimodalError.isInstance(error)) return undefined;
  if (InputError.isInstance(error)) return 400;
  if (TimeoutError.isInstance(error)) return error.timeout;
  if (RateLimitError.isInstance(error)) return error.retryAfter;
  if (NotFoundError.isInstance(error)) return error.status;
  if (StatusError.isInstance(error)) return error.status;
  return error.attempts;
}

const name: 'NotFoundError' = new NotFoundError('', { status: 404 }).name;
export { name };
