import { Counts } from '../counts.ts';
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
  readonly endings = new Counts();
  readonly mischief = new Counts();

  add({ ending, sighting }: Counted): void {
    this.calls += 1;
    const isUnnoticed = ending === 'wrong' && sighting.isRepeatedInside;
    if (isUnnoticed) this.unnoticed += 1;
    this.endings.increase(isUnnoticed ? 'repeated bytes taken for content' : ending);
    for (const kind of sighting.met) this.mischief.increase(kind);
  }

  /** In one line, most frequent first. */
  toString(): string {
    return `${this.scenarios} scenarios, ${this.calls} calls on ${this.connections} connections: ${this.endings.text}; faults met: ${this.mischief.text}`;
  }
}
