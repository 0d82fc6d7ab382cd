import { hasOwn } from '../values/has-own.ts';
import { ownCopy } from '../values/own-copy.ts';
import { InputError } from '../errors/input-error.ts';
import { RateLimitError } from '../errors/rate-limit-error.ts';
import type { Ask, Asked } from './asked.ts';
import { limitKey } from './limit-key.ts';
import type { Limiter, Turn } from './limiter.ts';
import type { RateStore } from './rate-store.ts';
import { windows } from './windows.ts';

/** So many requests in so many seconds, counted in this process; or a store that processes share. */
export type RateRule = { readonly requests: number; readonly seconds: number } | RateStore;

export interface RateLimitOptions {
  /** The rule of requests that no class has one for. */
  readonly all: RateRule;
  /** Rules of classes: `read` (GET) and `write` (the rest), unless `classOf` says otherwise. */
  readonly classes?: Readonly<Record<string, RateRule>> | undefined;
  /** The class of an operation. */
  readonly classOf?:
    | ((request: { readonly operation: string; readonly method: string }) => string)
    | undefined;
}

/** Milliseconds between questions to a store that cannot be reached. */
const storePause = 500;
/** Milliseconds over which requests that wait for the same window are spread. */
const spread = 100;

/**
 * A limit on requests, per credential and class of operation: in windows of this process, or through a limiter of
 * `rate-limiter-flexible` that processes share. A request waits for its
 * turn within its deadline; where the wait cannot fit it fails at once with a `RateLimitError` and is not sent.
 *
 * While a shared store cannot be reached nothing is sent: requests ask it again until their deadline. A limit that is
 * shared with others is not ours to break.
 *
 * @throws InputError for a rule that is none.
 */
export function rateLimit(rule: RateRule | RateLimitOptions): Limiter {
  if (typeof rule !== 'object' || rule === null) throw noRule();
  const options = ownCopy<RateLimitOptions>(isOptions(rule) ? rule : { all: rule });
  const all = askOf(options.all);
  const classes = new Map(Object.entries(options.classes ?? {}).map(([name, given]) => [name, askOf(given)]));
  const classOf = options.classOf ?? (({ method }) => (method === 'GET' ? 'read' : 'write'));
  return {
    async turn(turn) {
      const name = classOf({ operation: turn.operation, method: turn.method });
      const ask = classes.get(name);
      const key = await limitKey(turn.credential, ask === undefined ? 'all' : name);
      await take(ask ?? all, key, turn);
    },
  };
}

function isOptions(rule: RateRule | RateLimitOptions): rule is RateLimitOptions {
  return Object.hasOwn(rule, 'all');
}

function noRule(): InputError {
  return new InputError(
    'A rate limit is `{ requests: 5, seconds: 1 }`, or a limiter of rate-limiter-flexible that processes share.',
  );
}

function askOf(rule: RateRule): Ask {
  if (typeof rule !== 'object' || rule === null) throw noRule();
  // A store is an instance of a class; a rule has its numbers itself.
  if (!hasOwn(rule, 'requests')) return (key) => askStore(rule, key);
  const { requests, seconds } = ownCopy(rule);
  return windows(requests, seconds);
}

async function take(ask: Ask, key: string, turn: Turn): Promise<void> {
  for (;;) {
    const asked = await turn.within(Promise.resolve(ask(key)));
    if (asked === 'taken') return;
    if (hasOwn(asked, 'failure')) await waitForStore(turn, asked.failure);
    else await waitForWindow(turn, asked.wait);
  }
}

/** Asks the store, and never rejects: what rejects from here on is the deadline or the caller's abort. */
async function askStore(store: RateStore, key: string): Promise<Asked> {
  try {
    await store.consume(key);
    return 'taken';
  } catch (refusal) {
    const wait = waitIn(refusal);
    return wait === undefined ? { failure: refusal } : { wait };
  }
}

/** A refused turn is an answer with the time until the next window; everything else is a failure. */
function waitIn(refusal: unknown): number | undefined {
  if (refusal instanceof Error || typeof refusal !== 'object' || refusal === null) return undefined;
  const wait: unknown = Reflect.get(refusal, 'msBeforeNext');
  return typeof wait === 'number' && wait >= 0 ? wait : undefined;
}

async function waitForWindow(turn: Turn, wait: number): Promise<void> {
  // Never before the window, and not all at its first moment.
  const spreadWait = wait + 1 + Math.random() * spread;
  if (wait >= turn.left()) {
    throw new RateLimitError(
      `${turn.operation} was not sent: the client's own limit has no turn for it within its timeout. Its next turn is in ${Math.ceil(wait / 1000)} s; pass a longer \`timeout\`, or send fewer requests.`,
      { ...factsOf(turn), retryAfter: wait },
    );
  }
  await turn.wait(spreadWait);
}

async function waitForStore(turn: Turn, failure: unknown): Promise<void> {
  if (storePause >= turn.left()) {
    throw new RateLimitError(
      `${turn.operation} was not sent: the store of its rate limit cannot be reached. Check the store.`,
      { ...factsOf(turn), cause: failure },
    );
  }
  await turn.wait(storePause * (0.5 + Math.random() / 2));
}

function factsOf(turn: Turn): {
  operation: string;
  method: string;
  path: string;
  status: number;
  code: string;
  retryable: boolean;
} {
  // 429 is what the platform would have said; the code tells that it was not the platform.
  return {
    operation: turn.operation,
    method: turn.method,
    path: turn.path,
    status: 429,
    code: 'client_limit',
    retryable: true,
  };
}
