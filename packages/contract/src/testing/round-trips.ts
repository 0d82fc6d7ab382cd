import { deepStrictEqual } from 'node:assert';
import * as fc from 'fast-check';
import { decode } from '../decode/decode.ts';
import { encode } from '../encode/encode.ts';
import { planOf } from '../encode/plan.ts';
import { textOf } from '../encode/text.ts';
import { segmentOf } from '../encode/path.ts';
import type { WrittenOperation } from '../operation.ts';
import { dataOf } from '../print/data/data-of.ts';
import { arbitraryOf } from './arbitrary-of.ts';

/**
 * The property that `decode` undoes `encode`: whatever input the operation takes comes back as it was, without a
 * departure and without a fault. Inputs that have no form on the wire (an empty list in a query, `..` in a path) are left
 * out, as `encode` refuses them.
 *
 * @throws Error with the smallest input that does not come back.
 */
export function roundTrips(operation: WrittenOperation, runs = 200): void {
  const data = dataOf(operation);
  fc.assert(
    fc.property(inputsOf(operation), (value) => {
      const encoded = encode(data, value, {}, 'application/json');
      if (!encoded.request) throw new Error(`Not encoded: ${JSON.stringify(encoded.issues)}`);
      const { method, path, body, contentType } = encoded.request;
      const decoded = decode(data, { method, path, body, headers: { 'content-type': contentType } });
      deepStrictEqual(
        { ...decoded, input: plain(decoded.input) },
        { departures: [], faults: [], input: plain(value) },
      );
    }),
    { numRuns: runs },
  );
}

/** So many inputs that an operation takes and that have a form on the wire; the same at every run. */
export function sampleInputs(operation: WrittenOperation, count: number): readonly unknown[] {
  return fc.sample(inputsOf(operation), { numRuns: count, seed: 1 });
}

function inputsOf(operation: WrittenOperation): fc.Arbitrary<unknown> {
  return arbitraryOf(operation.input).filter((value) => hasForm(operation, value));
}

function hasForm(operation: WrittenOperation, value: unknown): boolean {
  const plan = planOf(dataOf(operation));
  if (typeof value !== 'object' || value === null) return false;
  const at = (name: string): unknown => Reflect.get(value, name);
  const texts = operation.form ? [...plan.query, ...plan.body] : plan.query;
  return (
    plan.parameters.every((name) => 'text' in segmentOf(at(name))) &&
    texts.every(({ name }) => at(name) === undefined || 'text' in textOf(at(name)))
  );
}

/** As JSON has it: decoded values have no prototype, which `deepStrictEqual` would tell. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
