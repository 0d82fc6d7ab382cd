import type { Issue } from '../contract.ts';
import type { Shape, Shapes } from '../shape.ts';
import { closureOf } from './closure-of.ts';
import { Scope } from './scope.ts';
import { issuesOf } from './wrong.ts';

/** Says what is wrong with a value, and changes nothing. An empty array: nothing is. */
export type Judge = (value: unknown) => readonly Issue[];

/**
 * Strict: an unknown key is an issue, and an open enum takes its known words only. Lenient: unknown keys are fine, and
 * so are words that were added since.
 */
export type Reading = 'strict' | 'lenient';

const none: readonly Issue[] = Object.freeze([]);
const scopes = { strict: new WeakMap<Shapes, Scope>(), lenient: new WeakMap<Shapes, Scope>() };

/** The judge of a shape: closures over the data, made once, without generated code. It reads own keys only. */
export function judgeOf(shape: Shape, shapes: Shapes, reading: Reading): Judge {
  let scope = scopes[reading].get(shapes);
  if (!scope) scopes[reading].set(shapes, (scope = new Scope(shapes, reading === 'strict')));
  const own = scope;
  const judge = closureOf(shape, own);
  return (value) => {
    own.begin();
    const wrongs = judge(value);
    return wrongs ? issuesOf(wrongs) : none;
  };
}
