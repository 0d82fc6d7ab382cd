import { InputError, type ClientOptions, ownCopy } from '@bimodal/auth-core';

/** What an `AnalyticsClient` can be told. */
export interface AnalyticsClientOptions extends ClientOptions {
  /** Username of the workspace, as in its URL. Default: `MODE_ANALYTICS_WORKSPACE`; each call may name another. */
  readonly workspace?: string | undefined;
}

/** A request that no method of the client makes. */
export interface AnalyticsRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Such as `/api/{workspace}/groups/{group}`: names in braces are filled from the input, `workspace` by the client. */
  readonly path: string;
  /** What fills the path; the rest is a query for GET and DELETE, else a JSON body. */
  readonly input?: Readonly<Record<string, unknown>>;
  /** Whether it may be sent again after a failure. Default: only a GET. */
  readonly idempotent?: boolean;
}

/**
 * A copy of options by own keys: a prototype polluted later, or an object changed later, changes no client.
 *
 * @throws InputError if the workspace is empty.
 */
export function ownOptions(options: AnalyticsClientOptions): AnalyticsClientOptions {
  if (typeof options !== 'object') {
    throw new InputError(
      'Pass options as an object: new AnalyticsClient({ workspace, credential: basic({ token, secret }) }).',
    );
  }
  const own = ownCopy(options);
  if (own.workspace?.includes('/') === true) {
    throw new InputError('`workspace` is the workspace’s username, not its URL: the last part of that.');
  }
  if (own.workspace === '')
    throw new InputError('`workspace` is empty. Give the workspace’s username, as in its URL.');
  return own;
}
