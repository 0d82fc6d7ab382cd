import type { Sighting } from '../proxy/fault-proxy.ts';
import type { KindName } from './kinds.ts';

/** One call, as it is counted. */
export interface Counted {
  readonly kind: KindName;
  readonly ending: string;
  readonly sighting: Sighting;
}

/** Counts how calls ended, and what happened to them. */
export class Tally {
  scenarios = 0;
  calls = 0;
  connections = 0;
  /** Answers that were wrong, and right by everything that HTTP says: bytes inside of them came twice. */
  unnoticed = 0;
  readonly endings = new Map<string, number>();
  readonly mischief = new Map<string, number>();

  add({ ending, sighting }: Counted): void {
    this.calls += 1;
    const isUnnoticed = ending === 'wrong' && sighting.isRepeatedInside;
    if (isUnnoticed) this.unnoticed += 1;
    increase(this.endings, isUnnoticed ? 'repeated bytes taken for content' : ending);
    for (const kind of sighting.met) increase(this.mischief, kind);
  }

  /** In one line, most frequent first. */
  toString(): string {
    const list = (counts: ReadonlyMap<string, number>): string =>
      [...counts]
        .toSorted(([, a], [, b]) => b - a)
        .map(([name, count]) => `${count} ${name}`)
        .join(', ');
    return `${this.scenarios} scenarios, ${this.calls} calls on ${this.connections} connections: ${list(this.endings)}; faults met: ${list(this.mischief)}`;
  }
}

function increase(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
