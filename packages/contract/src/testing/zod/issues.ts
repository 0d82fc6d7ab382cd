import type { z } from 'zod';
import type { Issue } from '../../contract.ts';
import { issue } from '../../issue.ts';
import { kindOf, sentenceOf } from './sentence.ts';

/** Before zod adds a message (what a judge has) or after (what is inside a union's issue). */
export type Raw = z.core.$ZodRawIssue | z.core.$ZodIssue;

/** zod's issues in our words: one for each unknown key, and those of the likeliest option for a union. */
export function issuesOf(raws: readonly Raw[], above: readonly PropertyKey[] = []): readonly Issue[] {
  return raws.flatMap((raw) => {
    const path = [...above, ...(raw.path ?? [])];
    if (raw.code === 'unrecognized_keys') {
      return raw.keys.map((key) => issue([...path, key], 'is not a field that this takes'));
    }
    if (raw.code === 'invalid_union') return unionIssues(raw, path);
    return [issue(path, sentenceOf(raw))];
  });
}

function unionIssues(raw: Extract<Raw, { code: 'invalid_union' }>, path: PropertyKey[]): readonly Issue[] {
  const options = raw.errors.filter((issues) => issues.length > 0);
  // An option that objects to parts only took the value for one of its own kind.
  const likely = options
    .filter((issues) => issues.every((each) => each.path.length > 0 || each.code === 'unrecognized_keys'))
    .toSorted((a, b) => a.length - b.length)[0];
  if (likely) {
    return issuesOf(likely, path);
  }
  const expected = options.flat().map((each) => (each.code === 'invalid_type' ? each.expected : undefined));
  return expected.length > 0 && expected.every((each) => each !== undefined)
    ? [issue(path, `must be ${[...new Set(expected)].map(kindOf).join(' or ')}`)]
    : [issue(path, 'has none of the forms that it may have')];
}
