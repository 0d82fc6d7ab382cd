import { faultComplaint } from './fault-complaint.ts';
import { concerns, type Target } from './concerns.ts';
import { concernsConnections, type Fault } from './fault.ts';
import type { LiveConnection } from './live-connection.ts';

interface Active {
  readonly fault: Fault;
  left: number;
  readonly hits: number[];
  /** Connections that it holds still. */
  readonly frozen: Set<LiveConnection>;
}

/** The faults that are on, by name. They are not part of the state: a restart ends them. */
export class Faults {
  static readonly capacity = 100;
  readonly #active = new Map<string, Active>();
  readonly #connections = new Set<LiveConnection>();
  readonly #operations: ReadonlySet<string> | undefined;

  /** @internal @param operations ids that a fault may name; any, where absent. */
  constructor(operations?: ReadonlySet<string>) {
    this.#operations = operations;
  }

  /**
   * Switches a fault on, in the place of any of the same name. One that ends or freezes connections does so at once with
   * those that are open.
   *
   * @throws RangeError if it is out of bounds, says nothing that goes wrong, or names an operation that there is not.
   */
  set(name: string, fault: Fault): void {
    const complaint = faultComplaint(fault, this.#operations);
    if (complaint) throw new RangeError(complaint);
    if (!this.#active.has(name) && this.#active.size >= Faults.capacity) {
      throw new RangeError(`There are ${Faults.capacity} faults already.`);
    }
    this.clear(name);
    const active: Active = {
      fault: structuredClone(fault),
      left: fault.times ?? Infinity,
      hits: [],
      frozen: new Set(),
    };
    this.#active.set(name, active);
    for (const connection of this.#connections) befall(active, connection);
  }

  /** Switches one fault off, or all of them; connections that it held still go on. */
  clear(name?: string): void {
    for (const one of name === undefined ? [...this.#active.keys()] : [name]) {
      const frozen = this.#active.get(one)?.frozen ?? [];
      this.#active.delete(one);
      for (const connection of frozen) {
        const isHeld = [...this.#active.values()].some((active) => active.frozen.has(connection));
        if (!isHeld) connection.thaw();
      }
    }
  }

  list(): Readonly<Record<string, Fault>> {
    return Object.fromEntries([...this.#active].map(([name, { fault }]) => [name, fault]));
  }

  /** @internal The faults that this request meets; asking counts as meeting them. */
  meet(target: Target, now: number = performance.now()): readonly Fault[] {
    const met: Fault[] = [];
    for (const active of this.#active.values()) {
      if (concernsConnections(active.fault) || active.left <= 0 || !concerns(active.fault, target)) continue;
      active.left -= 1;
      met.push(limited(active, now));
    }
    return met;
  }

  /** @internal Tells of a connection that is open now; the returned function, of its end. */
  opened(connection: LiveConnection): () => void {
    this.#connections.add(connection);
    for (const active of this.#active.values()) befall(active, connection);
    return () => {
      this.#connections.delete(connection);
      for (const { frozen } of this.#active.values()) frozen.delete(connection);
    };
  }
}

/** What a fault does to a connection that it concerns. */
function befall(active: Active, connection: LiveConnection): void {
  const { fault } = active;
  if (!concernsConnections(fault) || active.left <= 0 || !concerns(fault, connection.target)) return;
  active.left -= 1;
  if (fault.cut) return connection.cut();
  active.frozen.add(connection);
  connection.freeze();
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
