import { AuthenticationError } from './authentication-error.ts';
import { ConflictError } from './conflict-error.ts';
import { NotFoundError } from './not-found-error.ts';
import { PermissionError } from './permission-error.ts';
import { RateLimitError } from './rate-limit-error.ts';
import { ServerError } from './server-error.ts';
import { StatusError } from './status-error.ts';

/** The error of the class that a status has. */
export function errorOfStatus(
  message: string,
  facts: ConstructorParameters<typeof StatusError>[1],
): StatusError {
  switch (facts.status) {
    case 401:
      return new AuthenticationError(message, facts);
    case 403:
      return new PermissionError(message, facts);
    case 404:
      return new NotFoundError(message, facts);
    case 409:
      return new ConflictError(message, facts);
    case 429:
      return new RateLimitError(message, facts);
    default:
      return facts.status >= 500 ? new ServerError(message, facts) : new StatusError(message, facts);
  }
}
