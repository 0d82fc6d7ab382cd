import { namesIn } from './names-in.ts';
import { recordReads } from './record-reads.ts';
import { catchStrays, settle, told, type Outcome, type Settled } from './settle.ts';

/** Something that is done under pollution, and its like done by Node or a library alone. */
export interface Trial {
  readonly name: string;
  readonly run: () => Promise<unknown>;
  readonly bare: () => Promise<unknown>;
}

/** A name that changed what came of a trial. */
export interface Changed extends Outcome {
  readonly name: string;
  readonly value: string;
  /** Whether Node or the library alone fails or changes, too. */
  readonly bareChanged: boolean;
}

export interface TrialReport {
  readonly name: string;
  readonly clean: string;
  /** What came of it while reads were recorded. */
  readonly recorded: string;
  readonly reads: readonly string[];
  readonly changed: readonly Changed[];
}

/** Milliseconds after which something counts as hung: many times what it takes. */
const patience = 1_200;
/** They are looked for, not read, whenever a property is described. */
const descriptors = ['get', 'set', 'value', 'writable', 'enumerable', 'configurable'];

/**
 * Records which names a trial reads off `Object.prototype`, then does it again with each value under each of them: under all
 * at once, and where that changes what comes of it, under halves, down to the names that do.
 *
 * For a process of its own.
 *
 * @param packages paths within the packages whose code may read.
 * @param beyond names that are known to break Node: each is tried by itself.
 */
export async function tryNames(
  trials: readonly Trial[],
  packages: readonly string[],
  values: readonly unknown[],
  beyond: readonly string[],
): Promise<TrialReport[]> {
  catchStrays();
  const candidates = namesIn(packages);
  const reports: TrialReport[] = [];
  for (const { name, run, bare } of trials) {
    // The first time, what is loaded late is loaded.
    await settle(run, patience);
    const clean = told(await settle(run, patience));
    const cleanBare = told(await settle(bare, patience));
    let settled: Settled | undefined;
    const read = await recordReads(candidates, async () => {
      settled = await settle(run, 10 * patience);
    });
    const changed: Changed[] = [];
    const search = async (names: readonly string[], value: unknown): Promise<void> => {
      if (names.length === 0) return;
      const outcome = await under(names, value, run);
      if (outcome.text === clean.text) return;
      const [only = ''] = names;
      if (names.length === 1) {
        const alone = await under(names, value, bare);
        changed.push({
          ...outcome,
          name: only,
          value: typeof value,
          bareChanged: alone.text !== cleanBare.text,
        });
        return;
      }
      const half = Math.ceil(names.length / 2);
      await search(names.slice(0, half), value);
      await search(names.slice(half), value);
    };
    const names = [...new Set([...read, ...descriptors])];
    for (const value of values) {
      await search(
        names.filter((each) => !beyond.includes(each)),
        value,
      );
    }
    for (const each of names.filter((one) => beyond.includes(one))) {
      const before = changed.length;
      for (const value of values) if (changed.length === before) await search([each], value);
    }
    reports.push({
      name,
      clean: clean.text,
      recorded: settled === undefined ? '' : told(settled).text,
      reads: [...read],
      changed,
    });
  }
  return reports;
}

/** What comes of something while names are on `Object.prototype`. */
async function under(
  names: readonly string[],
  value: unknown,
  run: () => Promise<unknown>,
): Promise<Outcome> {
  const property = { __proto__: null, value, writable: true, enumerable: true, configurable: true };
  let settled: Settled;
  try {
    for (const name of names) Reflect.defineProperty(Object.prototype, name, property);
    settled = await settle(run, patience);
  } finally {
    for (const name of names) Reflect.deleteProperty(Object.prototype, name);
  }
  return told(settled);
}
