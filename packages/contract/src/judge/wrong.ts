import { bare } from '../bare.ts';
import type { Issue } from '../contract.ts';
import { issue } from '../issue.ts';

/** One thing wrong with a value, before it is put in words. Never contains the value: it may be a secret. */
export interface Wrong {
  /** From the value that was judged, the last key first: whoever judges what is around it puts its own behind. */
  readonly path: PropertyKey[];
  /** The rest of a sentence that begins with the field. */
  readonly says: string;
  /** The value is of the kind that was asked for all the same. */
  readonly kindFits: boolean;
  /** What was asked for, where it is of another kind. */
  readonly expected: string | undefined;
  /** Keys that this does not take. */
  readonly unknown: readonly string[] | undefined;
  /** What each form of a union objects to. */
  readonly options: readonly Wrongs[] | undefined;
}

export type Wrongs = readonly Wrong[];

/** A shape as a function: what is wrong with a value; undefined where nothing is. */
export type Closure = (value: unknown) => Wrongs | undefined;

/** Both, where both are. */
export function join(some: Wrongs | undefined, others: Wrongs | undefined): Wrongs | undefined {
  return some && others ? [...some, ...others] : (some ?? others);
}

/** What is wrong below a key. */
export function under(key: PropertyKey, wrongs: Wrongs): Wrongs {
  for (const { path } of wrongs) path.push(key);
  return wrongs;
}

/** The same to be put under other keys. */
export function copyOf(wrongs: Wrongs): Wrongs {
  return wrongs.map((each) => ({ ...each, path: [...each.path] }));
}

/** Every field is its own, so that none is read from a polluted prototype. */
export function wrong(says: string, more: Partial<Wrong> = {}): Wrong {
  const { path = [], kindFits = false, expected, unknown, options } = bare(more);
  return { path, says, kindFits, expected, unknown, options };
}

/** A value of another kind than what was asked for. */
export function otherKind(expected: string, value: unknown): Wrong {
  const says = value === undefined ? 'is missing' : `must be ${expected}, and is ${received(value)}`;
  return { path: [], says, kindFits: false, expected, unknown: undefined, options: undefined };
}

/** In words: one issue for each unknown key, and those of the likeliest form of a union. */
export function issuesOf(wrongs: Wrongs, above: readonly PropertyKey[] = []): readonly Issue[] {
  const issues: Issue[] = [];
  for (const { path: below, says, unknown, options } of wrongs) {
    const path = [...above, ...below.toReversed()];
    if (options) issues.push(...unionIssues(options, path));
    else if (unknown) issues.push(...unknown.map((key) => issue([...path, key], says)));
    else issues.push(issue(path, says));
  }
  return issues;
}

function unionIssues(options: readonly Wrongs[], path: readonly PropertyKey[]): readonly Issue[] {
  // A form that objects to parts only took the value for one of its own kind.
  const [likely] = options
    .filter((wrongs) => wrongs.every((each) => each.path.length > 0 || each.unknown))
    .toSorted((a, b) => a.length - b.length);
  if (likely) return issuesOf(likely, path);
  const expected = options.flat().map((each) => each.expected);
  return expected.length > 0 && expected.every((each) => each !== undefined)
    ? [issue(path, `must be ${[...new Set(expected)].join(' or ')}`)]
    : [issue(path, 'has none of the forms that it may have')];
}

function received(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'a number' : 'a number with a fraction';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
