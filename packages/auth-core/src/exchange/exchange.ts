import type { Contract, Operation, WireRequest } from '@bimodal/contract/runtime';
import type { CallFacts } from '../errors/bimodal-error.ts';
import { secrets, type Credential } from '../credentials/credential.ts';
import type { CallOptions } from '../options/call-options.ts';
import { Needles } from '../redaction/needles.ts';
import { Deadline } from './deadline.ts';
import { headerPairs } from '../checks/header-text.ts';
import { checkOptionNames } from '../checks/option-names.ts';
import { InputError } from '../errors/input-error.ts';
import { secretsInHeaders } from './header-secrets.ts';
import { ownCopy } from '../values/own-copy.ts';
import { count, milliseconds } from '../checks/numbers.ts';
import type { Settings } from '../options/settings.ts';

const optionNames: Readonly<Record<keyof CallOptions, true>> = {
  signal: true,
  timeout: true,
  retries: true,
  headers: true,
  maxBodyBytes: true,
  stallTimeout: true,
  allowUnframed: true,
};

const noOptions: CallOptions = Object.freeze(ownCopy({}));

/** One call on its way: what it is, what it may cost, and how far it has come. */
export class Exchange {
  readonly contract: Contract;
  readonly operation: Operation;
  readonly settings: Settings;
  readonly deadline: Deadline;
  readonly headers: readonly string[];
  readonly retries: number;
  readonly maxBodyBytes: number;
  readonly options: CallOptions;
  readonly startedAt: number = performance.now();
  attempts = 0;
  /** Where the last attempt went: scheme, host and port. */
  origin: string | undefined;
  /** What the last attempt sends. */
  request: WireRequest | undefined;
  /** The credential of the last attempt. */
  credential: Credential | undefined;
  /** Headers that the user's step added or changed in the last attempt, flat. */
  #stepHeaders: readonly string[] = [];
  #secrets: (() => Needles) | undefined;
  #secretsOf: Credential | undefined;

  constructor(contract: Contract, operation: Operation, settings: Settings, given: CallOptions | undefined) {
    const options = given === undefined ? noOptions : ownCopy(given);
    checkOptionNames(options, optionNames, 'a call');
    if (options.signal != null && typeof options.signal.addEventListener !== 'function') {
      throw new InputError('`signal` must be an AbortSignal, such as AbortSignal.timeout(5_000).');
    }
    this.contract = contract;
    this.operation = operation;
    this.settings = settings;
    this.options = options;
    this.headers =
      options.headers === undefined
        ? settings.headers
        : [...settings.headers, ...headerPairs(options.headers)];
    this.retries = options.retries === undefined ? settings.retries : count('retries', options.retries);
    this.maxBodyBytes =
      options.maxBodyBytes === undefined
        ? settings.maxBodyBytes
        : count('maxBodyBytes', options.maxBodyBytes);
    const timeout =
      options.timeout === undefined ? settings.timeout : milliseconds('timeout', options.timeout);
    this.deadline = new Deadline(timeout, options.signal ?? undefined, () => this.facts());
  }

  /** What an error may tell of this call. */
  facts(): CallFacts {
    return {
      operation: this.operation.id,
      method: this.operation.method,
      path: this.operation.path,
      attempts: this.attempts,
      retryable: this.operation.idempotent,
    };
  }

  /** Takes note of what the user's step put into a request: an answer may say it back. */
  stepSet(headers: readonly string[]): void {
    this.#stepHeaders = headers;
    this.#secrets = undefined;
  }

  /** What no error or log of this call may show: the credential, and values of headers that were given or set by a step. */
  secrets(): Needles {
    if (this.#secretsOf !== this.credential) this.#secrets = undefined;
    this.#secretsOf = this.credential;
    this.#secrets ??= this.secretsLater();
    return this.#secrets();
  }

  /** The same, for what outlives the call: it keeps nothing else of it, and costs nothing until it is asked. */
  secretsLater(): () => Needles {
    const { credential } = this;
    const headers = [...this.headers, ...this.#stepHeaders];
    let needles: Needles | undefined;
    return () => (needles ??= new Needles(credential?.[secrets]() ?? [], secretsInHeaders(headers)));
  }
}
