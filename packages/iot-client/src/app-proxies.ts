import { Call, InputError, type CallOptions } from '@bimodal/auth-core';
import { ownCopy } from '@bimodal/auth-core/internal';
import type { IotRequest } from './platform/options.ts';

/** A request to the server behind an app proxy: of a home, or of a project. */
export interface AppProxyRequest extends IotRequest {
  readonly home?: number | undefined;
  readonly project?: number | undefined;
}

/** The servers of a project's own that the platform forwards to. What they answer is their business. */
export class AppProxies {
  readonly #request: (request: IotRequest, options?: CallOptions) => Call<unknown>;

  constructor(request: (request: IotRequest, options?: CallOptions) => Call<unknown>) {
    this.#request = request;
  }

  /**
   * A request to an app proxy, under the rules of `client.request()`.
   *
   * ```ts
   * await cloud.appProxies.request({ home: 3, method: 'GET', path: '/eventLogs', input: { limit: 10 } });
   * ```
   *
   * Source: observed.
   *
   * @throws InputError unless one of `home` and `project` is given, and for what no request may be.
   */
  request(request: AppProxyRequest, options?: CallOptions): Call<unknown> {
    const { home, project, path, input, ...rest } = ownCopy(request);
    const owner = home ?? project;
    if (owner === undefined || (home !== undefined && project !== undefined)) {
      return new Call(
        Promise.reject(new InputError('Give the home or the project that the app proxy is of.')),
      );
    }
    if (typeof path !== 'string' || !path.startsWith('/')) {
      return new Call(Promise.reject(new InputError('The path behind an app proxy begins with a slash.')));
    }
    const start = home === undefined ? '/projects/{proxyOwner}' : '/homes/{proxyOwner}';
    const all = { ...input, proxyOwner: owner };
    return this.#request({ ...rest, path: `${start}/appProxy${path}`, input: all }, options);
  }
}
