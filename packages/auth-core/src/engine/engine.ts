import { hasOwn } from '../values/has-own.ts';
import type { Contract, Improvised, Operation } from '@bimodal/contract';
import type { WebSocket } from 'undici';
import type { Answer } from '../answer/answer.ts';
import type { ByteStream } from '../answer/byte-stream.ts';
import type { CallOptions } from '../options/call-options.ts';
import { Credential, type CredentialKind } from '../credentials/credential.ts';
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
import { SharedPool } from '../transport/undici/pool.ts';
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
  readonly pool: SharedPool | undefined;
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
  readonly #pool: SharedPool;
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
    this.#facts = facts;
    this.#options = options;
    this.#settings = readSettings(facts, options);
    this.#credential = credential;
    this.#source = shared?.source ?? new CredentialSource(credential);
    this.#pool = shared?.pool ?? new SharedPool(options.dispatcher);
    this.#bucket = shared?.bucket ?? new RetryBucket();
  }

  /** Where calls go: the base URL's origin, or the credential's own; undefined before a provider has given one. */
  get origin(): string | undefined {
    const { base, platform } = this.#settings;
    const used = this.#source.used;
    return base?.origin ?? (used === undefined ? undefined : (used.origin ?? platform.productionUrl));
  }

  /** One call, from input to data. */
  async call(operationId: string, input: unknown, options?: CallOptions): Promise<Answer<unknown>> {
    if (this.#contract === undefined) [input, options] = hold([input, options]);
    const contract = this.#contract ?? (await this.#load());
    return this.#run(contract, operationOf(contract, operationId), input, options);
  }

  /**
   * A request that no operation describes, under the same rules: the path is a template within the client's origin, and
   * it is repeated only if it is a GET or said to be idempotent.
   */
  async request(request: Improvised, options?: CallOptions): Promise<Answer<unknown>> {
    if (this.#contract === undefined) [request, options] = hold([request, options]);
    const contract = this.#contract ?? (await this.#load());
    const improvised = contract.improvise(request);
    if (hasOwn(improvised, 'issues')) {
      const list = improvised.issues.map((issue) => `${issue.path} ${issue.message}`);
      throw new InputError(`The request cannot be sent. ${list.join('; ')}`);
    }
    return this.#run(contract, improvised.operation, request.input, options);
  }

  async #run(
    contract: Contract,
    operation: Operation,
    input: unknown,
    options: CallOptions | undefined,
  ): Promise<Answer<unknown>> {
    const exchange = new Exchange(contract, operation, this.#settings, options);
    try {
      exchange.deadline.check();
      const request = encode(exchange, input);
      const line = await this.#line(exchange);
      const raw = await retry(exchange, request, this.#source, this.#bucket, async (refused) => {
        const answer = await attempt(exchange, request, line, refused);
        if (answer.status >= 300) throw await statusFailure(exchange, answer);
        return answer;
      });
      if (raw === alreadyDone) return { data: undefined, status: 204, headers: {}, requestId: undefined };
      reportAttempt(exchange, raw.status);
      return await decode(exchange, raw);
    } finally {
      exchange.deadline.end();
    }
  }

  /** One call whose answer is read as it arrives. */
  async bytes(operationId: string, input: unknown, options?: CallOptions): Promise<Answer<ByteStream>> {
    if (this.#contract === undefined) [input, options] = hold([input, options]);
    const contract = this.#contract ?? (await this.#load());
    const exchange = new Exchange(contract, operationOf(contract, operationId), this.#settings, options);
    try {
      exchange.deadline.check();
      const request = encode(exchange, input);
      const line = await this.#line(exchange);
      const opened = await retry(exchange, request, this.#source, this.#bucket, (refused) =>
        openStream(exchange, request, line, refused),
      );
      if (opened === alreadyDone) throw new Error('A stream cannot already be done.');
      reportAttempt(exchange, opened.status);
      return opened;
    } finally {
      exchange.deadline.end();
    }
  }

  /** An authorised websocket; the credential travels in the handshake's header, never in the URL. */
  async socket(
    operationId: string,
    input: unknown,
    attach: (socket: WebSocket) => void,
    options?: CallOptions,
  ): Promise<OpenedSocket> {
    if (this.#contract === undefined) [input, options] = hold([input, options]);
    const contract = this.#contract ?? (await this.#load());
    const exchange = new Exchange(contract, operationOf(contract, operationId), this.#settings, options);
    try {
      exchange.deadline.check();
      const request = encode(exchange, input);
      const line = await this.#line(exchange);
      const opened = await retry(exchange, request, this.#source, this.#bucket, (refused) =>
        openSocket(exchange, request, line, attach, refused),
      );
      if (opened === alreadyDone) throw new Error('A websocket cannot already be done.');
      reportAttempt(exchange, 101);
      return opened;
    } finally {
      exchange.deadline.end();
    }
  }

  /** The address of a websocket with the key in the named parameter of its query; see `socketUrl`. Nothing is sent. */
  async socketUrl(
    operationId: string,
    input: unknown,
    parameter: string,
    options?: CallOptions,
  ): Promise<string> {
    if (this.#contract === undefined) [input, options] = hold([input, options]);
    const contract = await this.contract();
    const exchange = new Exchange(contract, operationOf(contract, operationId), this.#settings, options);
    try {
      exchange.deadline.check();
      return await socketUrl(exchange, encode(exchange, input), this.#source, parameter);
    } finally {
      exchange.deadline.end();
    }
  }

  /**
   * Puts a file where the answer to an operation said, as often as it takes: the same bytes twice are one file. No credential
   * goes along.
   */
  async putFile(
    operationId: string,
    address: string,
    content: FileContent,
    options?: CallOptions,
  ): Promise<void> {
    const contract = await this.contract();
    const asked = operationOf(contract, operationId);
    const operation: Operation = { ...asked, method: 'PUT', path: '/{file}', idempotent: true };
    const exchange = new Exchange(contract, operation, this.#settings, options);
    try {
      const base = this.#settings.base ?? (await authorise(exchange, this.#source)).base;
      const target = readFileTarget(exchange, address, base.origin);
      const request = { method: 'PUT', path: '', accept: '', body: undefined, contentType: content.type };
      const { dispatcher } = await this.#line(exchange);
      await retry(exchange, request, this.#source, this.#bucket, () =>
        putFile(exchange, dispatcher, target, content),
      );
    } finally {
      exchange.deadline.end();
    }
  }

  /**
   * Makes sure that there is a credential, for an operation that would be sent without one too. Nothing is sent.
   *
   * @throws CredentialError that says what was looked for.
   */
  async requireCredential(operationId: string, options?: CallOptions): Promise<void> {
    const contract = await this.contract();
    const open = operationOf(contract, operationId);
    const callers = open.callers?.filter((kind) => kind !== 'nobody' && kind !== 'nobody?') ?? [];
    const exchange = new Exchange(contract, { ...open, callers }, this.#settings, options);
    try {
      exchange.deadline.check();
      await authorise(exchange, this.#source);
    } finally {
      exchange.deadline.end();
    }
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
    const sameDispatcher = options.dispatcher === this.#options.dispatcher;
    const shared: Shared = {
      pool: sameDispatcher ? this.#pool : undefined,
      bucket: sameDispatcher ? this.#bucket : undefined,
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
    return this.#pool.close();
  }

  async #load(): Promise<Contract> {
    this.#contract = await this.#settings.loadContract();
    return this.#contract;
  }

  #line(exchange: Exchange): Line | Promise<Line> {
    const ready = this.#pool.ready;
    if (ready !== undefined) return { source: this.#source, dispatcher: ready };
    return exchange.deadline
      .within(this.#pool.open())
      .then((dispatcher) => ({ source: this.#source, dispatcher }));
  }
}

function operationOf(contract: Contract, id: string): Operation {
  const operation = contract.find(id);
  if (operation === undefined) throw new InputError(`There is no operation "${id}".`);
  return operation;
}
