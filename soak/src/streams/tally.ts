import { BimodalError } from '@bimodal/auth-core';
import type { FaultProxy } from '../proxy/fault-proxy.ts';
import type { Heard } from './cast.ts';
import type { Scenario } from './scenario.ts';

/** Counts what streams heard, what devices sent, and what happened to them. */
export class Tally {
  scenarios = 0;
  connections = 0;
  accepted = 0;
  arrivals = 0;
  readonly ways = new Map<string, number>();
  readonly items = new Map<string, number>();
  readonly failures = new Map<string, number>();
  readonly mischief = new Map<string, number>();

  add({ way }: Scenario, proxies: readonly FaultProxy[], heard: readonly Heard[]): void {
    this.scenarios += 1;
    increase(this.ways, way);
    for (const { connections, met } of proxies) {
      this.connections += connections;
      for (const [kind, count] of met) increase(this.mischief, kind, count);
    }
    for (const { listening } of heard) for (const { type } of listening.told) increase(this.items, type);
  }

  /** An attempt of a device to send that failed. */
  failed(error: unknown): void {
    increase(this.failures, BimodalError.isInstance(error) ? error.name : 'other');
  }

  arrived(accepted: number, arrivals: number): void {
    this.accepted += accepted;
    this.arrivals += arrivals;
  }

  /** In one line, most frequent first. */
  toString(): string {
    const list = (counts: ReadonlyMap<string, number>): string =>
      [...counts]
        .toSorted(([, a], [, b]) => b - a)
        .map(([name, count]) => `${count} ${name}`)
        .join(', ');
    return `${this.scenarios} scenarios (${list(this.ways)}) on ${this.connections} connections: heard ${list(this.items)}; devices: ${this.accepted} events accepted, ${this.arrivals} arrivals, attempts that failed: ${list(this.failures)}; faults met: ${list(this.mischief)}`;
  }
}

function increase(counts: Map<string, number>, name: string, by = 1): void {
  counts.set(name, (counts.get(name) ?? 0) + by);
}
