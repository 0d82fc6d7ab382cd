import type { WaitingEvent } from './outbox.ts';

/** Where events stand in line. */
export interface Line {
  /** The oldest that waits; of those after the id, where one is given. */
  first(after?: number): WaitingEvent | undefined;
}

/** How much may be under way at once; one event always may. */
export interface Room {
  readonly events: number;
  /** Characters of what they have to say. */
  readonly size: number;
}

/** Fulfilled once the platform has taken the event. */
export type Send = (event: WaitingEvent) => Promise<unknown>;

interface UnderWay {
  readonly event: WaitingEvent;
  /** Undefined as long as nothing is known. */
  outcome: 'taken' | { readonly error: unknown } | undefined;
  /** Fulfilled once there is an outcome, whatever it is. */
  readonly settled: Promise<void>;
}

/**
 * Events that were handed to the transport, in order, and whether it has delivered them. All that are under way at once
 * take one route, on which nothing arrives after the first that failed: over a new connection the second would overtake the
 * first, which was lost with the old one.
 */
export class Pipeline {
  readonly #line: Line;
  readonly #open: () => Promise<Send>;
  readonly #room: Room;
  #underWay: UnderWay[] = [];
  #route: Promise<Send> | undefined;

  constructor(line: Line, open: () => Promise<Send>, room: Room) {
    this.#line = line;
    this.#open = open;
    this.#room = room;
  }

  get head(): UnderWay | undefined {
    return this.#underWay[0];
  }

  get hasRoom(): boolean {
    if (this.#underWay.length === 0) return true;
    const size = this.#underWay.reduce((sum, { event }) => sum + sizeOf(event), 0);
    return this.#underWay.length < this.#room.events && size < this.#room.size;
  }

  /** Sends those that there is room for. */
  fill(): void {
    while (this.hasRoom) {
      const event = this.#line.first(this.#underWay.at(-1)?.event.id);
      if (event === undefined) return;
      if (this.#route === undefined) this.#route = this.#open();
      const entry: UnderWay = {
        event,
        outcome: undefined,
        settled: this.#route
          .then((send) => send(event))
          .then(
            () => void (entry.outcome = 'taken'),
            (error: unknown) => void (entry.outcome = { error }),
          ),
      };
      this.#underWay.push(entry);
    }
  }

  /** Lets those go that were delivered, up to the first that was not. @returns the last of them, if there is one. */
  taken(): WaitingEvent | undefined {
    const rest = this.#underWay.findIndex(({ outcome }) => outcome !== 'taken');
    const gone = this.#underWay.splice(0, rest === -1 ? this.#underWay.length : rest);
    if (this.#underWay.length === 0) this.#route = undefined;
    return gone.at(-1)?.event;
  }

  /** Lets all go, once nothing more can become of them. */
  async empty(): Promise<void> {
    await Promise.all(this.#underWay.map(({ settled }) => settled));
    this.#underWay = [];
    this.#route = undefined;
  }
}

function sizeOf({ eventType, eventData }: WaitingEvent): number {
  return eventType.length + (eventData?.length ?? 0);
}
