import { InputError } from '@bimodal/auth-core';
import { embedUnicode } from './embed-parts.ts';

/** A value of a report's parameter. */
export type EmbedParameter = string | number | boolean;

/**
 * Parameters as pairs of the query: `param_name`, and `param_name[]` once for each of several values.
 *
 * @throws InputError for what is no value.
 */
export function embedParameters(parameters: unknown): string[][] {
  if (parameters === undefined) return [];
  if (typeof parameters !== 'object' || parameters === null || !isPlain(parameters)) {
    throw new InputError("signEmbedUrl: `parameters` must be an object: { origin: 'SEA' }.");
  }
  return Object.entries(parameters).flatMap(([given, value]: [string, unknown]) => {
    const name = embedUnicode('the name of a parameter', given);
    if (!Array.isArray(value)) return [[`param_${name}`, textOf(name, value)]];
    if (value.length === 0) {
      throw new InputError(`signEmbedUrl: the parameter \`${name}\` has no values. Leave it out.`);
    }
    return value.map((each) => [`param_${name}[]`, textOf(name, each)]);
  });
}

function isPlain(value: object): boolean {
  const prototype = Reflect.getPrototypeOf(value);
  return prototype === null || Object.hasOwn(prototype, 'isPrototypeOf');
}

function textOf(name: string, value: unknown): string {
  const isValue =
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    (typeof value === 'number' && Number.isFinite(value));
  if (isValue) return embedUnicode(`the parameter \`${name}\``, String(value));
  throw new InputError(
    `signEmbedUrl: the parameter \`${name}\` must be a string, a number or a boolean, or an array of these.`,
  );
}
