/** The name of a client in the table and in `--client`. */
export type ClientName = 'bimodal' | 'octokit' | 'openai' | 'anthropic' | 'stripe' | 'got' | 'axios' | 'ky';

/** How a client gets to the server, by its own options. */
export interface Transport {
  /** PEM of an authority to trust. */
  readonly ca?: string | undefined;
  /** URL of a proxy. */
  readonly proxy?: string | undefined;
  readonly http2?: true | undefined;
}

/** What a probe asks of a client, in words that each adapter puts into its client's own options. */
export interface Setup {
  /** Scheme, host and port of the server. */
  readonly url: string;
  /** The secret, or what gives it when asked. */
  readonly credential: string | (() => Promise<string>);
  /** Milliseconds; each client's own option that covers most of a call. Its default where absent. */
  readonly timeout?: number | undefined;
  /** Its default where absent. */
  readonly retries?: number | undefined;
  /** Headers for every request, where the client takes any. */
  readonly headers?: Record<string, string> | undefined;
  readonly transport?: Transport | undefined;
  /** Bytes of answer to accept, where the client knows a limit. */
  readonly maxBytes?: number | undefined;
  /** Asks for plain http to any host, where the client refuses that. */
  readonly insecure?: true | undefined;
  /** Told everything that the client logs, emits or publishes about its calls. */
  readonly log?: ((entry: unknown) => void) | undefined;
  /** Further constructor options: a documented remedy that is being tried. */
  readonly remedy?: Readonly<Record<string, unknown>> | undefined;
}

/** What may be said per call. */
export interface CallSetup {
  readonly signal?: AbortSignal | undefined;
  readonly maxBytes?: number | undefined;
}

/** What to create. `changeTo`: once the call has begun, the caller's own objects are changed to this, in place. */
export interface Creation {
  readonly text: string;
  readonly changeTo?: string | undefined;
}

/** How an adapter's list is paged; see rule 12 of SECURITY.md. */
export type ListStyle = 'cursor' | 'counted' | 'numbered' | 'range';

/** One page as a probe means it. */
export interface PageFacts {
  readonly ids: readonly string[];
  /** Cursor of the following page. */
  readonly next?: string | undefined;
  /** Counted from 1. */
  readonly page?: number | undefined;
  /** Of the whole list. */
  readonly total?: number | undefined;
  /** Position of the first item in the whole list, where the answer is to tell. */
  readonly first?: number | undefined;
  /** An absolute or relative link to a following page, whatever the rest says. */
  readonly link?: string | undefined;
}

/** A page in the client's own form. */
export interface PageForm {
  readonly headers: Record<string, string>;
  readonly body: unknown;
}

/** A client under probe, its operations under common names. All use the client's own public methods. */
export interface Client {
  /** Reads one thing: a GET that may be repeated. */
  get(id?: string, options?: CallSetup): PromiseLike<unknown>;
  /** Makes one thing: a POST that may not be repeated. */
  create(creation: Creation, options?: CallSetup): PromiseLike<unknown>;
  /** Deletes one thing. */
  remove(id: string): PromiseLike<unknown>;
  /** Everything of a list, as items with an id; undefined where the client has no such list. */
  list(style: ListStyle): AsyncIterable<unknown> | undefined;
  /** A body as it arrives; undefined where the client has none that comes from the set-up's server. */
  download(options?: CallSetup): Promise<AsyncIterable<Uint8Array>> | undefined;
  /** A GET of a path that the client does not know. */
  request(path: string): PromiseLike<unknown>;
  /** A call whose answer holds a new secret; undefined where the client has none. */
  mint?(): PromiseLike<unknown>;
  /** Follows a link that an answer held; undefined where the client follows none. */
  follow?(link: string): PromiseLike<unknown>;
  /** Everything of it that somebody could print. */
  readonly printable: readonly unknown[];
}

/** A documented option that may change the outcome of a probe. */
export interface Remedy {
  /** The option, as one would write it. */
  readonly option: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** One client, ready to be probed. */
export interface Adapter {
  readonly name: ClientName;
  /** The npm package. */
  readonly package: string;
  /** Probes that do not apply, by id, and why. */
  readonly notApplicable: Readonly<Record<string, string>>;
  /** Documented options that are tried where a probe failed, by id. */
  readonly remedies: Readonly<Record<string, Remedy>>;
  /** How a probe was set up where that is not obvious, by id. */
  readonly notes: Readonly<Record<string, string>>;
  make(setup: Setup): Client | Promise<Client>;
  /** Whether an error is of the client's own classes. */
  isOwnError(error: unknown): boolean;
  /** What an error tells of the answer, read where the client's documentation says. */
  factsOf(error: unknown): { readonly status: unknown; readonly requestId: unknown };
  /** A page of a list in the form that the client's platform would send. */
  page(style: ListStyle, facts: PageFacts, url: string): PageForm;
}
