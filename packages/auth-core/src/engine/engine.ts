import { hasOwn } from '../values/has-own.ts';
import type { Contract, Improvised, Operation, WireRequest } from '@bimodal/contract/runtime';
import type { Answer } from '../answer/answer.ts';
import type { ByteStream } from '../answer/byte-stream.ts';
import type { CallOptions } from '../options/call-options.ts';
import { Credential, type CredentialKind } from '../credentials/credential.ts';
import { analyticsInPage, refuseInPage } from '../credentials/refuse-in-page.ts';
import { isProvider, type CredentialProvider } from '../credentials/provider.ts';
import { InputError } from '../errors/input-error.ts';
import { attempt, type Line } from './attempt.ts';
import { authorise } from '../request/authorise.ts';
import { debugFromEnvironment } from '../exchange/debug.ts';
import { CredentialSource } from '../request/credential-source.ts';
import { decode } from '../answer/decode.ts';
import { encode } from '../request/encode.ts';
import { Exchange } from '../exchange/exchange.ts';
import { hold } from '../values/hold.ts';
import { ownCopy } from '../values/own-copy.ts';
import { isPage } from '../values/page.ts';
import type { SocketListener } from '../transport/open-socket.ts';
import type { Transport } from '../transport/transport.ts';
import { openTransport } from '#transport';
import { putFile, readFileTarget, type FileContent } from './put-file.ts';
import { reportAttempt } from '../exchange/report.ts';
import { alreadyDone, retry } from './retry.ts';
import { singleHeader } from '../transport/response-headers.ts';
import { RetryBucket } from './retry-bucket.ts';
import { readSettings, type ClientFacts, type ClientOptions, type Settings } from '../options/settings.ts';
import { statusFailure } from '../answer/status-failure.ts';
import { openStream } from './stream.ts';
import { openSocket, type OpenedSocket } from './socket.ts';
import { socketUrl } from '../request/socket-url.ts';

/** What an engine made from another takes over. */
interface Shared {
  readonly transport: Transport | undefined;
  readonly bucket: RetryBucket | undefined;
  readonly source: CredentialSource | undefined;
}

/**
 * Sends everything. One call goes through its steps in order: deadline, encode, then, repeated where that can do no
 * harm, limit, authorise, send and read the body; then decode. Each step is a file of its own.
 */
export class Engine {
  readonly #facts: ClientFacts;
  readonly #options: ClientOptions;
  readonly #settings: Settings;
  readonly #credential: Credential | CredentialProvider;
  readonly #source: CredentialSource;
  readonly #bucket: RetryBucket;
  readonly #line: Line;
  #contract: Contract | undefined;

  constructor(
    facts: ClientFacts,
    given: ClientOptions,
    credential: Credential | CredentialProvider,
    shared?: Shared,
  ) {
    debugFromEnvironment();
    const options = ownCopy(given);
    if (!Credential.isInstance(credential) && !isProvider(credential)) {
      throw new InputError(
        `\`credential\` is neither a credential nor a provider of one. ${facts.platform.credentialAdvice}`,
      );
    }
    if (isPage()) checkForPage(facts, credential);
    this.#facts = facts;
    this.#options = options;
    this.#settings = readSettings(facts, options);
    this.#credential = credential;
    this.#source = shared?.source ?? new CredentialSource(credential);
    this.#line = {
      source: this.#source,
      transport: shared?.transport ?? openTransport(options),
    };
    this.#bucket = shared?.bucket ?? new RetryBucket();
  }

  /** Where calls go: the base URL's origin, or the credential's own; undefined before a provider has given one. */
  get origin(): string | undefined {
    const { base, platform } = this.#settings;
    const used = this.#source.used;
    return base?.origin ?? (used === undefined ? undefined : (used.origin ?? platform.productionUrl));
  }

  /** One call, from input to data. */
  call(operationId: string, input: unknown, options?: CallOptions): Promise<Answer<unknown>> {
    return this.#during(named(operationId), input, options, (exchange, given) =>
      this.#answer(exchange, given),
    );
  }

  /**
   * A request that no operation describes, under the same rules: the path is a template within the client's origin, and
   * it is repeated only if it is a GET or said to be idempotent.
   */
  request(request: Improvised, options?: CallOptions): Promise<Answer<unknown>> {
    return this.#during(improvised, request, options, (exchange, { input }) => this.#answer(exchange, input));
  }

  /** One call whose answer is read as it arrives. */
  bytes(operationId: string, input: unknown, options?: CallOptions): Promise<Answer<ByteStream>> {
    return this.#during(named(operationId), input, options, async (exchange, given) => {
      const request = encode(exchange, given);
      const opened = await this.#retried(exchange, request, (refused) =>
        openStream(exchange, request, this.#line, refused),
      );
      if (opened === alreadyDone) throw new Error('A stream cannot already be done.');
      reportAttempt(exchange, opened.status);
      return opened;
    });
  }

  /** An authorised websocket; the listener hears from its beginning. `parameter`: see `openSocket`. */
  socket(
    operationId: string,
    input: unknown,
    listener: SocketListener,
    options?: CallOptions,
    parameter?: string,
  ): Promise<OpenedSocket> {
    return this.#during(named(operationId), input, options, async (exchange, given) => {
      const request = encode(exchange, given);
      const opened = await this.#retried(exchange, request, (refused) =>
        openSocket(exchange, request, this.#line, listener, refused, parameter),
      );
      if (opened === alreadyDone) throw new Error('A websocket cannot already be done.');
      reportAttempt(exchange, 101);
      return opened;
    });
  }

  /** The address of a websocket with the key in the named parameter of its query; see `socketUrl`. Nothing is sent. */
  socketUrl(operationId: string, input: unknown, parameter: string, options?: CallOptions): Promise<string> {
    return this.#during(named(operationId), input, options, (exchange, given) =>
      socketUrl(exchange, encode(exchange, given), this.#source, parameter),
    );
  }

  /**
   * Puts a file where the answer to an operation said, as often as it takes: the same bytes twice are one file. No credential
   * goes along.
   */
  putFile(operationId: string, address: string, content: FileContent, options?: CallOptions): Promise<void> {
    const putting = (contract: Contract): Operation => ({
      ...named(operationId)(contract),
      method: 'PUT',
      path: '/{file}',
      idempotent: true,
    });
    return this.#during(putting, undefined, options, async (exchange) => {
      const base = this.#settings.base ?? (await authorise(exchange, this.#source)).base;
      const target = readFileTarget(exchange, address, base.origin);
      const request = { method: 'PUT', path: '', accept: '', body: undefined, contentType: content.type };
      await this.#retried(exchange, request, () => putFile(exchange, this.#line.transport, target, content));
    });
  }

  /**
   * Makes sure that there is a credential, for an operation that would be sent without one too. Nothing is sent.
   *
   * @throws CredentialError that says what was looked for.
   */
  requireCredential(operationId: string, options?: CallOptions): Promise<void> {
    const closed = (contract: Contract): Operation => {
      const open = named(operationId)(contract);
      return {
        ...open,
        callers: open.callers?.filter((kind) => kind !== 'nobody' && kind !== 'nobody?') ?? [],
      };
    };
    return this.#during(closed, undefined, options, async (exchange) => {
      await authorise(exchange, this.#source);
    });
  }

  /** What every exchange has in common: its input held, the contract loaded, one deadline over it all, and its end. */
  async #during<I, T>(
    find: (contract: Contract, input: I) => Operation,
    input: I,
    options: CallOptions | undefined,
    run: (exchange: Exchange, input: I) => Promise<T>,
  ): Promise<T> {
    if (this.#contract === undefined) [input, options] = hold<[I, CallOptions | undefined]>([input, options]);
    const contract = this.#contract ?? (await this.#load());
    const exchange = new Exchange(contract, find(contract, input), this.#settings, options);
    try {
      exchange.deadline.check();
      return await run(exchange, input);
    } finally {
      exchange.deadline.end();
    }
  }

  async #answer(exchange: Exchange, input: unknown): Promise<Answer<unknown>> {
    const request = encode(exchange, input);
    const raw = await this.#retried(exchange, request, async (refused) => {
      const answer = await attempt(exchange, request, this.#line, refused);
      if (answer.status >= 300) throw await statusFailure(exchange, answer);
      return answer;
    });
    if (raw === alreadyDone) return { data: undefined, status: 204, headers: {}, requestId: undefined };
    reportAttempt(exchange, raw.status);
    return decode(exchange, raw);
  }

  #retried<T>(
    exchange: Exchange,
    request: WireRequest,
    once: (refused: Credential | undefined) => Promise<T>,
  ): Promise<T | typeof alreadyDone> {
    return retry(exchange, request, this.#source, this.#bucket, once);
  }

  /** Remembers the kind of the credential in use, once the platform has told it. */
  learnKind(kind: CredentialKind): void {
    this.#source.learn(kind);
  }

  /** The value of the platform's range header. */
  rangeOf(answer: Answer<unknown>): string | undefined {
    return singleHeader(answer.headers, this.#settings.platform.rangeHeader);
  }

  async contract(): Promise<Contract> {
    return this.#contract ?? (await this.#load());
  }

  /** An engine with other options over the same connections, and with the same cache where the credential is the same. */
  with(
    given: ClientOptions,
    credential: Credential | CredentialProvider,
    defaults?: Readonly<Record<string, string>>,
  ): Engine {
    const options = ownCopy(given);
    const same = (['dispatcher', 'transport', 'proxy'] as const).every(
      (name) => options[name] === this.#options[name],
    );
    const shared: Shared = {
      transport: same ? this.#line.transport : undefined,
      bucket: same ? this.#bucket : undefined,
      source: credential === this.#credential ? this.#source : undefined,
    };
    return new Engine(
      defaults === undefined ? this.#facts : { ...this.#facts, defaults },
      options,
      credential,
      shared,
    );
  }

  close(): Promise<void> {
    return this.#line.transport.close();
  }

  async #load(): Promise<Contract> {
    this.#contract = await this.#settings.loadContract();
    return this.#contract;
  }
}

/** What a provider gives is looked at when it is there. */
function checkForPage({ platform }: ClientFacts, credential: Credential | CredentialProvider): void {
  if (platform.schemes?.includes('ModeCloud') === false) throw analyticsInPage();
  if (Credential.isInstance(credential)) refuseInPage(credential);
}

/** Finds an operation by its id. */
function named(id: string): (contract: Contract) => Operation {
  return (contract) => {
    const operation = contract.find(id);
    if (operation === undefined) throw new InputError(`There is no operation "${id}".`);
    return operation;
  };
}

function improvised(contract: Contract, request: Improvised): Operation {
  const made = contract.improvise(request);
  if (hasOwn(made, 'operation')) return made.operation;
  const list = made.issues.map((issue) => `${issue.path} ${issue.message}`);
  throw new InputError(`The request cannot be sent. ${list.join('; ')}`);
}
