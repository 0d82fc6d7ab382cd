import { expect, test } from 'vitest';
import { judgeTypes } from './public-types.ts';

test.each([
  ['import { z } from "zod";', 'imports zod'],
  ['import * as core from "zod/v4/core";', 'imports zod/v4/core'],
  ['declare const a: import("zod").ZodString;', 'imports zod'],
  ['declare const a: z.infer<typeof b>;', "names zod's z.infer"],
  ['declare const a: $ZodType;', "names zod's $ZodType"],
  ['import { Operation } from "@bimodal/contract";', 'the private @bimodal/contract'],
  ['import { a } from "./a.ts";', 'the source file ./a.ts'],
  ['declare function f(a: any): void;', 'any'],
])('%s is refused', (text, problem) => {
  expect(judgeTypes('index.d.ts', text).join('\n')).toContain(problem);
});

test('a word in a comment, and the one field that a schema is known by, are fine', () => {
  const text =
    '/** Costs neither zod nor ZodType; any number. */\ninterface Schema { readonly _zod: { readonly output: unknown } }';
  expect(judgeTypes('index.d.ts', text)).toEqual([]);
});
