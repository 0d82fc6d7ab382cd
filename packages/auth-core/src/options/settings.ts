import type { Contract } from '@bimodal/contract/runtime';
import type { Credential } from '../credentials/credential.ts';
import type { CredentialProvider } from '../credentials/provider.ts';
import { InputError } from '../errors/input-error.ts';
import { readBaseUrl, type BaseUrl } from '../checks/base-url.ts';
import type { Limiter } from '../limits/limiter.ts';
import { headerPairs, isHeaderText, type GivenHeaders } from '../checks/header-text.ts';
import { count, milliseconds } from '../checks/numbers.ts';
import { checkOptionNames } from '../checks/option-names.ts';
import { ownCopy } from '../values/own-copy.ts';
import type { GivenDispatcher, GivenTransport } from '../transport/transport-options.ts';
import type { Platform } from './platform.ts';

/** What a user's step sees of a request: everything but the credential, and only the headers can be changed. */
export interface StepRequest {
  readonly method: string;
  readonly url: string;
  /** Names in lower case. Neither the credential's header nor those that frame the body can be set. */
  readonly headers: Record<string, string>;
}

/** What an answer that is not what the contract says leads to. */
export type Validate = 'warn' | 'strict' | 'off';

/** What both clients can be told. */
export interface ClientOptions {
  /** Who is calling. Where absent, the environment is asked: see the client's own page. */
  readonly credential?: Credential | CredentialProvider | undefined;
  /** Scheme, host and port of the platform; production where absent. Applies to credentials that are not bound to an origin. */
  readonly baseUrl?: string | undefined;
  /** Milliseconds for a whole call (default 60,000). */
  readonly timeout?: number | undefined;
  /** How often a failed attempt may be repeated (default 2). */
  readonly retries?: number | undefined;
  /** What to do about an answer that differs from the contract (default `'warn'`: a diagnostic). */
  readonly validate?: Validate | undefined;
  /** An undici dispatcher: a proxy, a private CA, HTTP/2, a mock. It stays yours: `close()` does not close it. */
  readonly dispatcher?: GivenDispatcher | undefined;
  /** What carries the requests, in the place of the runtime's own: `fetchTransport()` goes by `fetch`. */
  readonly transport?: GivenTransport | undefined;
  /**
   * Requests go through this http or https proxy, such as `http://proxy.example.com:8080`. With `'environment'` `HTTPS_PROXY`,
   * `HTTP_PROXY` and `NO_PROXY` say through which, as they do with `NODE_USE_ENV_PROXY=1` (default: none). What goes to this
   * machine itself goes through none.
   */
  readonly proxy?: string | undefined;
  /** Put behind the client's own `User-Agent`. */
  readonly userAgent?: string | undefined;
  /** Headers of every request. */
  readonly headers?: GivenHeaders | undefined;
  /** Runs before each attempt, and before the credential is attached, which it can neither see nor set. */
  readonly before?: ((request: StepRequest) => void | Promise<void>) | undefined;
  /** Sends credentials over plain http to other machines than this one (default false). */
  readonly allowInsecureHttp?: boolean | undefined;
  /** Bytes of decoded JSON body accepted (default 32 MiB). */
  readonly maxBodyBytes?: number | undefined;
  /** Milliseconds that a stream may go without a chunk (default 30,000). */
  readonly stallTimeout?: number | undefined;
  /** Waits its turn before each call (default: none). */
  readonly limiter?: Limiter | undefined;
}

/** The same, read and checked. */
export interface Settings {
  readonly platform: Platform;
  readonly base: BaseUrl | undefined;
  /** Where calls go where neither a base URL nor the credential says. */
  readonly production: BaseUrl;
  readonly timeout: number;
  readonly retries: number;
  readonly validate: Validate;
  readonly userAgent: string;
  readonly headers: readonly string[];
  readonly before: ClientOptions['before'];
  readonly allowInsecureHttp: boolean;
  readonly maxBodyBytes: number;
  readonly stallTimeout: number;
  readonly limiter: Limiter | undefined;
  /** Fills path parameters that an input lacks. */
  readonly defaults: Readonly<Record<string, string>>;
  readonly loadContract: () => Promise<Contract>;
}

/** What a client adds to its user's options. */
export interface ClientFacts {
  readonly platform: Platform;
  /** `@bimodal/analytics-client/1.0.0` */
  readonly product: string;
  /** Names of options that the client itself reads, beside those that both know. */
  readonly options?: readonly string[] | undefined;
  readonly defaults?: Readonly<Record<string, string>> | undefined;
  readonly loadContract: () => Promise<Contract>;
}

const optionNames: Readonly<Record<keyof ClientOptions, true>> = {
  credential: true,
  baseUrl: true,
  timeout: true,
  retries: true,
  validate: true,
  dispatcher: true,
  transport: true,
  proxy: true,
  userAgent: true,
  headers: true,
  before: true,
  allowInsecureHttp: true,
  maxBodyBytes: true,
  stallTimeout: true,
  limiter: true,
};

/**
 * @param options a copy by own keys.
 * @throws InputError or OriginError for an option that cannot be.
 */
export function readSettings(client: ClientFacts, options: ClientOptions): Settings {
  const facts = ownCopy(client);
  const platform = ownCopy(facts.platform);
  checkOptionNames(options, optionNames, 'a client', facts.options);
  if (options.before !== undefined && typeof options.before !== 'function') {
    throw new InputError('`before` must be a function: (request) => { request.headers[…] = … }.');
  }
  if (
    options.userAgent !== undefined &&
    (typeof options.userAgent !== 'string' || !isHeaderText(options.userAgent))
  ) {
    throw new InputError('`userAgent` has characters that no header may have.');
  }
  const allowInsecureHttp = options.allowInsecureHttp ?? false;
  const validate = options.validate ?? 'warn';
  if (validate !== 'warn' && validate !== 'strict' && validate !== 'off') {
    throw new InputError("`validate` must be 'warn', 'strict' or 'off'.");
  }
  if (options.limiter !== undefined && typeof options.limiter.turn !== 'function') {
    throw new InputError('`limiter` must be a limiter: rateLimit({ requests: 5, seconds: 1 }).');
  }
  return {
    platform,
    base: options.baseUrl === undefined ? undefined : readBaseUrl(options.baseUrl, allowInsecureHttp),
    production: readBaseUrl(platform.productionUrl, false),
    timeout: milliseconds('timeout', options.timeout ?? 60_000),
    retries: count('retries', options.retries ?? 2),
    validate,
    userAgent: options.userAgent === undefined ? facts.product : `${facts.product} ${options.userAgent}`,
    headers: options.headers === undefined ? [] : headerPairs(options.headers),
    before: options.before,
    allowInsecureHttp,
    maxBodyBytes: count('maxBodyBytes', options.maxBodyBytes ?? 32 * 1024 * 1024),
    stallTimeout: milliseconds('stallTimeout', options.stallTimeout ?? 30_000),
    limiter: options.limiter,
    defaults: facts.defaults ?? {},
    loadContract: facts.loadContract,
  };
}
