import { AuthenticationError, PermissionError } from '@bimodal/auth-core';

const needs = 'The Discovery API needs the key of an admin, and the Enterprise plan.';

/** A refusal to make a signature token, saying what the platform does not: what it takes. Any other error as it is. */
export function orNoAdmin(error: unknown): unknown {
  if (!AuthenticationError.isInstance(error) && !PermissionError.isInstance(error)) return error;
  const { operation, method, path, requestId, attempts, retryable, excerpt, status, code, retryAfter } =
    error;
  const facts = {
    operation,
    method,
    path,
    requestId,
    attempts,
    retryable,
    excerpt,
    status,
    code,
    retryAfter,
  };
  const Refusal = AuthenticationError.isInstance(error) ? AuthenticationError : PermissionError;
  return new Refusal(`${error.message} ${needs}`, facts);
}
