import { BimodalError } from '@bimodal/auth-core';
import { Counts } from '../counts.ts';
import type { FaultProxy } from '../proxy/fault-proxy.ts';
import type { Heard } from './cast.ts';
import type { Scenario } from './scenario.ts';

/** Counts what streams heard, what devices sent, and what happened to them. */
export class Tally {
  scenarios = 0;
  connections = 0;
  accepted = 0;
  arrivals = 0;
  readonly ways = new Counts();
  readonly items = new Counts();
  readonly failures = new Counts();
  readonly mischief = new Counts();

  add({ way }: Scenario, proxies: readonly FaultProxy[], heard: readonly Heard[]): void {
    this.scenarios += 1;
    this.ways.increase(way);
    for (const { connections, met } of proxies) {
      this.connections += connections;
      for (const [kind, count] of met) this.mischief.increase(kind, count);
    }
    for (const { listening } of heard) for (const { type } of listening.told) this.items.increase(type);
  }

  /** An attempt of a device to send that failed. */
  failed(error: unknown): void {
    this.failures.increase(BimodalError.isInstance(error) ? error.name : 'other');
  }

  arrived(accepted: number, arrivals: number): void {
    this.accepted += accepted;
    this.arrivals += arrivals;
  }

  /** In one line, most frequent first. */
  toString(): string {
    return `${this.scenarios} scenarios (${this.ways.text}) on ${this.connections} connections: heard ${this.items.text}; devices: ${this.accepted} events accepted, ${this.arrivals} arrivals, attempts that failed: ${this.failures.text}; faults met: ${this.mischief.text}`;
  }
}
