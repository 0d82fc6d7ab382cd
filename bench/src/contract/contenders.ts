import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';
import type { Operation, WrittenOperation } from '@bimodal/contract';
import { createContract } from '@bimodal/contract/runtime';
import { describe } from '@bimodal/contract/print';
import { zodReading } from '@bimodal/contract/testing';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { Compile } from 'typebox/compile';
import { z } from 'zod';

/** Judges a value and says how many things are wrong with it. */
export type Judging = (value: unknown) => number;

export interface Contender {
  readonly name: string;
  /** Whether it generates code where it runs, which pages and workers forbid. */
  readonly needsEval: boolean;
  make(written: WrittenOperation, printed: Operation): Judging;
}

/** Everybody judges an answer leniently, and lists what is wrong with it. */
export const contenders: readonly Contender[] = [
  {
    name: 'bimodal',
    needsEval: false,
    make(_written, printed) {
      const contract = createContract([printed]);
      return (value) => contract.judge(printed, value).length;
    },
  },
  {
    name: 'zod, parse',
    needsEval: false,
    make(written) {
      const schema = zodReading(written.output, 'lenient');
      return (value) => schema.safeParse(value, { jitless: true }).error?.issues.length ?? 0;
    },
  },
  {
    name: 'zod, z.compile',
    needsEval: true,
    make(written) {
      const schema = zodReading(written.output, 'lenient');
      const compiled = z.compile(schema);
      // What is wrong is the ordinary parser's to say.
      return (value) =>
        z.validate(compiled, value) ? 0 : (schema.safeParse(value).error?.issues.length ?? 0);
    },
  },
  {
    name: 'ajv, standalone',
    needsEval: false,
    make(written) {
      const code = standalone(written);
      const module: { exports: unknown } = { exports: {} };
      // Its code was generated before: here it is loaded as a file would be.
      compileFunction(code, ['require', 'module'])(createRequire(import.meta.url), module);
      const validate = module.exports as ((value: unknown) => boolean) & {
        errors?: readonly object[] | null;
      };
      return (value) => (validate(value) ? 0 : (validate.errors?.length ?? 0));
    },
  },
  {
    name: 'typebox, Compile',
    needsEval: true,
    make(written) {
      const validator = Compile(jsonSchema(written));
      return (value) => (validator.Check(value) ? 0 : validator.Errors(value).length);
    },
  },
];

/** The code that ajv generates beforehand. */
export function standalone(written: WrittenOperation): string {
  const ajv = new Ajv2020({ allErrors: true, strict: false, code: { source: true, esm: false } });
  return standaloneCode.default(ajv, ajv.compile(jsonSchema(written)));
}

/** The schema as JSON Schema, as `pnpm gen` describes it for OpenAPI. */
function jsonSchema(written: WrittenOperation): object {
  const { root, named } = describe(written.output);
  return { ...root, $defs: named };
}
