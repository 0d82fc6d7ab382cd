/** What goes wrong on purpose, and where. Several things may go wrong at once; all are bounded. */
export interface Fault {
  /** An operation's id (`reports.get`), all of a resource (`reports.*`) or everything (`*`, the default). */
  readonly operation?: string;
  /** Only requests whose path matches: `*` stands for one segment, `**` at the end for the rest. */
  readonly path?: string;
  /** Only the first so many requests that match, 1 to 1,000,000; all where absent. */
  readonly times?: number;
  /** Milliseconds before anything else happens, at most 600,000. */
  readonly latency?: number;
  /** Answers this status, 400 to 599, in the platform's own words, instead of doing anything. */
  readonly status?: number;
  /** Seconds in the `Retry-After` header of that answer, or its value as it is to be sent. */
  readonly retryAfter?: number | string;
  /** Answers 429 to more than so many requests in a window of so many milliseconds. */
  readonly rateLimit?: { readonly requests: number; readonly windowMs: number };
  /** Closes the connection without an answer; the request is not carried out. */
  readonly drop?: boolean;
  /** Carries the request out, and closes the connection after so many bytes of the answer's body. */
  readonly closeAfterBytes?: number;
  /** Sends the body without length and without chunking, so that only closing the connection ends it. */
  readonly unframed?: boolean;
  /** Sends the body in pieces with a pause after each: at most 1 MiB, at most 60,000 ms. */
  readonly drip?: { readonly bytes: number; readonly everyMs: number };
}

interface Active {
  readonly fault: Fault;
  left: number;
  readonly hits: number[];
}

/** The faults that are on, by name. They are not part of the state: a restart ends them. */
export class Faults {
  static readonly capacity = 100;
  readonly #active = new Map<string, Active>();

  /** Switches a fault on, in the place of any of the same name. @throws RangeError if it is out of bounds. */
  set(name: string, fault: Fault): void {
    const complaint = complaintAbout(fault);
    if (complaint) throw new RangeError(complaint);
    if (!this.#active.has(name) && this.#active.size >= Faults.capacity) {
      throw new RangeError(`There are ${Faults.capacity} faults already.`);
    }
    this.#active.set(name, { fault: structuredClone(fault), left: fault.times ?? Infinity, hits: [] });
  }

  /** Switches one fault off, or all of them. */
  clear(name?: string): void {
    if (name === undefined) this.#active.clear();
    else this.#active.delete(name);
  }

  list(): Readonly<Record<string, Fault>> {
    return Object.fromEntries([...this.#active].map(([name, { fault }]) => [name, fault]));
  }

  /** The faults that this request meets; asking counts as meeting them. */
  meet(operations: readonly string[], path: string, now: number = Date.now()): readonly Fault[] {
    const met: Fault[] = [];
    for (const active of this.#active.values()) {
      if (active.left <= 0 || !concerns(active.fault, operations, path)) continue;
      active.left -= 1;
      met.push(limited(active, now));
    }
    return met;
  }
}

/** A rate limit that is exceeded is met as a 429. */
function limited({ fault, hits }: Active, now: number): Fault {
  if (!fault.rateLimit) return fault;
  const { requests, windowMs } = fault.rateLimit;
  while (hits[0] !== undefined && hits[0] <= now - windowMs) hits.shift();
  if (hits.length < requests) {
    hits.push(now);
    return fault;
  }
  const wait = Math.max(1, Math.ceil(((hits[0] ?? now) + windowMs - now) / 1000));
  return { ...fault, status: 429, retryAfter: fault.retryAfter ?? wait };
}

function concerns(fault: Fault, operations: readonly string[], path: string): boolean {
  const asked = fault.operation ?? '*';
  const isNamed = (id: string): boolean =>
    asked === id || (asked.endsWith('.*') && id.startsWith(asked.slice(0, -1)));
  return (
    (asked === '*' || operations.some(isNamed)) &&
    (fault.path === undefined || pathPattern(fault.path).test(path))
  );
}

function pathPattern(glob: string): RegExp {
  const segments = glob.split('/').map((segment) => {
    if (segment === '**') return '.*';
    return segment
      .split('*')
      .map((text) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('[^/]*');
  });
  return new RegExp(`^${segments.join('/')}$`);
}

const bounds: readonly (readonly [string, (fault: Fault) => number | undefined, number, number])[] = [
  ['times', (f) => f.times, 1, 1_000_000],
  ['latency', (f) => f.latency, 0, 600_000],
  ['status', (f) => f.status, 400, 599],
  ['rateLimit.requests', (f) => f.rateLimit?.requests, 0, 10_000],
  ['rateLimit.windowMs', (f) => f.rateLimit?.windowMs, 1, 3_600_000],
  ['closeAfterBytes', (f) => f.closeAfterBytes, 0, 2 ** 31],
  ['drip.bytes', (f) => f.drip?.bytes, 1, 1024 * 1024],
  ['drip.everyMs', (f) => f.drip?.everyMs, 0, 60_000],
];

function complaintAbout(fault: Fault): string | undefined {
  for (const [name, read, least, most] of bounds) {
    const value = read(fault);
    if (value !== undefined && !(Number.isInteger(value) && value >= least && value <= most)) {
      return `${name} must be a whole number from ${least} to ${most}.`;
    }
  }
  if (/[\r\n\0]/.test(String(fault.retryAfter ?? ''))) return 'retryAfter must fit in a header.';
  return undefined;
}
