import * as fc from 'fast-check';
import { marksOf } from '../readings/marks.ts';
import { defOf, type Node } from '../readings/schema.ts';

/** Text that breaks what is careless about encoding, beside ordinary text. */
const wild = [
  ' ',
  '+',
  '%',
  '%2F',
  '/',
  '../a',
  '?',
  '#',
  '&',
  '=',
  'a,b',
  '"',
  '\n',
  '[]',
  '1',
  'true',
  'null',
];

/** Text that a string schema asks for: its known words, its pattern, or anything of its length. */
export function textOf(node: Node): fc.Arbitrary<string> {
  const { open } = marksOf(node);
  if (open) return fc.constantFrom(...open);
  const { pattern, minLength, maxLength } = boundsOf(node);
  if (pattern) return fc.stringMatching(pattern);
  const length = { minLength, maxLength: Math.max(minLength, Math.min(maxLength, minLength + 12)) };
  return fc.oneof(fc.string(length), fc.string({ ...length, unit: 'grapheme' }), fc.constantFrom(...wild));
}

interface Bounds {
  pattern: RegExp | undefined;
  minLength: number;
  maxLength: number;
}

/** What a string schema and its checks say, in the order in which they say it. */
function boundsOf(node: Node): Bounds {
  const bounds: Bounds = { pattern: undefined, minLength: 0, maxLength: Number.POSITIVE_INFINITY };
  const said: readonly object[] = [defOf(node), ...(defOf(node).checks ?? []).map((check) => check._zod.def)];
  for (const each of said) {
    if ('pattern' in each && each.pattern instanceof RegExp) bounds.pattern = each.pattern;
    if ('minimum' in each) bounds.minLength = Math.max(bounds.minLength, Number(each.minimum));
    if ('maximum' in each) bounds.maxLength = Math.min(bounds.maxLength, Number(each.maximum));
    if ('length' in each) bounds.minLength = bounds.maxLength = Number(each.length);
  }
  return bounds;
}
