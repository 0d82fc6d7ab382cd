import { named, resolved, type Shape, type Shapes } from '../shape.ts';
import { bare } from '../bare.ts';
import { broken } from './checks.ts';
import { copyOf, type Closure, type Wrongs } from './wrong.ts';

/** Deeper than any platform nests what contains itself, and short of the stack's end. */
const deepest = 64;

interface Entry {
  judge: Closure | undefined;
  /** What was found, while a union tries its forms: two forms that both go on inside would double the work at each level. */
  readonly known: Map<unknown, Wrongs | undefined>;
}

/** The named shapes of a contract under one reading, each made into a closure once. */
export class Scope {
  readonly strict: boolean;
  /** How many unions are trying their forms. */
  unions = 0;
  readonly #shapes: Shapes;
  readonly #entries = new Map<string, Entry>();
  readonly #recursive = new Set<Entry>();
  #depth = 0;
  #polluted = false;

  constructor(shapes: Shapes, strict: boolean) {
    this.#shapes = shapes;
    this.strict = strict;
  }

  /** Forgets what an earlier judgement left behind. */
  begin(): void {
    this.#polluted = isPolluted();
    this.unions = 0;
    this.#depth = 0;
    for (const entry of this.#recursive) entry.known.clear();
  }

  /** An object whose keys are all its own when they are gone through by `for … in`, which is the quickest way. */
  ownOnly<T extends object>(value: T): T {
    const prototype: unknown = Object.getPrototypeOf(value);
    return prototype === null || (prototype === Object.prototype && !this.#polluted) ? value : bare(value);
  }

  /** The closure of a named shape. */
  named(name: string, make: (shape: Shape) => Closure): Closure {
    const known = this.#entries.get(name);
    // Not made yet: the shape contains itself.
    if (known) return known.judge ?? this.#again(known);
    const entry: Entry = { judge: undefined, known: new Map() };
    this.#entries.set(name, entry);
    return (entry.judge = make(named(name, this.#shapes)));
  }

  /** The values by which a field tells that an object is of this shape. */
  valuesOf(shape: Shape, field: string): readonly unknown[] {
    const { fields = {} } = resolved(shape, this.#shapes);
    const { values = [], nullable, optional } = resolved(named(field, fields), this.#shapes);
    return [...values, ...(nullable ? [null] : []), ...(optional ? [undefined] : [])];
  }

  #again(entry: Entry): Closure {
    this.#recursive.add(entry);
    return (value) => {
      if (this.unions > 0 && entry.known.has(value)) {
        const known = entry.known.get(value);
        return known && copyOf(known);
      }
      if (this.#depth >= deepest) return broken(`nests deeper than ${deepest} levels`);
      this.#depth++;
      const wrongs = entry.judge?.(value);
      this.#depth--;
      if (this.unions > 0) entry.known.set(value, wrongs && copyOf(wrongs));
      return wrongs;
    };
  }
}

/** Whether somebody's careless merge has given every object keys. */
function isPolluted(): boolean {
  for (const _ in Object.prototype) return true;
  return false;
}
