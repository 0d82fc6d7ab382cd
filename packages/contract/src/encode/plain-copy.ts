import { bare } from '../bare.ts';
import type { Issue } from '../contract.ts';
import { issue } from '../issue.ts';

export interface Copied {
  readonly value: unknown;
  readonly issues: readonly Issue[];
}

/** Deeper than any platform reads, and short of the stack's end: it stops a value that contains itself. */
const deepest = 64;
/** After so many things wrong the rest is not looked at: a value that contains itself twice has no end of them. */
const enough = 20;

/**
 * Copies an input, deep, by own keys, to objects and arrays without a prototype: what a polluted prototype adds is not
 * in it, neither fields nor `toJSON`. Keys whose value is undefined are left out, as JSON does. What JSON has no form
 * for (dates, maps, functions, bigints, NaN) is an issue rather than a surprise on the wire.
 */
export function plainCopy(value: unknown): Copied {
  const issues: Issue[] = [];
  return { value: copy(value, [], issues), issues };
}

function copy(value: unknown, path: string[], issues: Issue[]): unknown {
  if (issues.length >= enough) return undefined;
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'undefined':
      return value;
    case 'number':
      if (!Number.isFinite(value)) issues.push(issue(path, 'must be a finite number'));
      return value;
    case 'object':
      if (value === null) return null;
      if (path.length > deepest) {
        issues.push(issue(path.slice(0, 3), `nests deeper than ${deepest} levels`));
        return undefined;
      }
      if (Array.isArray(value)) return copyArray(value, path, issues);
      if (isPlain(value)) return copyObject(value, path, issues);
      break;
    default:
  }
  issues.push(issue(path, `must be plain JSON data, and is ${nameOf(value)}`));
  return undefined;
}

function copyObject(value: object, path: string[], issues: Issue[]): unknown {
  const copied = bare<Record<string, unknown>>();
  for (const [key, each] of Object.entries(value)) {
    if (each === undefined) continue;
    path.push(key);
    if (key === '__proto__') issues.push(issue(path, 'is not a field that this takes'));
    copied[key] = typeof each === 'string' ? each : copy(each, path, issues);
    path.pop();
  }
  return copied;
}

function copyArray(value: readonly unknown[], path: string[], issues: Issue[]): unknown {
  const copied = Object.setPrototypeOf([], null) as unknown[];
  for (let index = 0; index < value.length; index++) {
    path.push(String(index));
    // A hole would read what a prototype has at that index.
    copied[index] = copy(Object.hasOwn(value, index) ? value[index] : undefined, path, issues);
    path.pop();
  }
  return copied;
}

/** Objects of other realms are plain too, hence the tag; the prototypes of this one are quicker to compare. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (
    prototype === Object.prototype ||
    prototype === null ||
    Object.prototype.toString.call(value) === '[object Object]'
  );
}

function nameOf(value: unknown): string {
  if (value instanceof Date) return 'a Date: give its toISOString()';
  if (typeof value !== 'object') return `a ${typeof value}`;
  return `a ${Object.prototype.toString.call(value).slice(8, -1)}`;
}
