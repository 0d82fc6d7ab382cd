import { InputError, type ClientOptions } from '@bimodal/auth-core';
import { ownCopy } from '@bimodal/auth-core/internal';

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
  readonly input?: Readonly<Record<string, unknown>> | undefined;
  /** Whether it may be sent again after a failure. Default: only a GET. */
  readonly idempotent?: boolean | undefined;
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
  checkWorkspace(own.workspace);
  return own;
}

/** @throws InputError for what no workspace is called. The platform answers some of it as if nothing were wrong. */
export function checkWorkspace(workspace: unknown): void {
  if (workspace === undefined) return;
  if (typeof workspace !== 'string') {
    throw new InputError('`workspace` is the workspace’s username: a string.');
  }
  if (/[\s\u0000-\u001f\u007f\ufeff]/.test(workspace)) {
    throw new InputError(
      'The workspace has white space or a control character in it (perhaps a line break at its end). Trim it, also where MODE_ANALYTICS_WORKSPACE is set.',
    );
  }
  if (workspace.includes('/')) {
    throw new InputError('`workspace` is the workspace’s username, not its URL: the last part of that.');
  }
  if (workspace === '')
    throw new InputError('`workspace` is empty. Give the workspace’s username, as in its URL.');
}

/** The same with an input of its own. */
export function improvised(
  request: AnalyticsRequest,
): AnalyticsRequest & { readonly input: Readonly<Record<string, unknown>> } {
  const { input = {}, ...asked } = ownCopy(request);
  return { ...asked, input };
}
