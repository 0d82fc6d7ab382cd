import type { JsonSchema } from '../../packages/contract/src/print/json-schema.ts';
import type { Change } from './levels.ts';

const least = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems'];
const most = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems'];
const others = ['pattern', 'format', 'multipleOf', 'propertyNames', 'additionalProperties'];

/** What changed in the bounds of a value: of what is sent they are a demand, of what is given they tell no type anything. */
export function compareBounds(
  before: JsonSchema,
  after: JsonSchema,
  direction: 'input' | 'output',
): readonly Change[] {
  const change = (keyword: string, narrower: boolean): Change => ({
    level: direction === 'output' ? 'patch' : narrower ? 'major' : 'minor',
    what: `${keyword} is ${JSON.stringify(after[keyword]) ?? 'gone'}, was ${JSON.stringify(before[keyword]) ?? 'not there'}`,
  });
  const changed = (keyword: string): boolean =>
    JSON.stringify(before[keyword]) !== JSON.stringify(after[keyword]);
  const number = (schema: JsonSchema, keyword: string, absent: number): number => {
    const value = schema[keyword];
    return typeof value === 'number' ? value : absent;
  };
  return [
    ...least
      .filter(changed)
      .map((word) => change(word, number(after, word, -Infinity) > number(before, word, -Infinity))),
    ...most
      .filter(changed)
      .map((word) => change(word, number(after, word, Infinity) < number(before, word, Infinity))),
    ...others
      .filter((word) => typeof before[word] !== 'object' || typeof after[word] !== 'object')
      .filter(changed)
      .map((word) => change(word, after[word] !== undefined)),
  ];
}
