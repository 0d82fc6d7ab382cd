import { judgeBy } from '../readings/judge.ts';
import { defOf, unwrap, type Node } from '../readings/schema.ts';
import { strict } from '../readings/strict.ts';

/** What a text stands for, and what is wrong with how it is written, if anything. */
export interface FromText {
  readonly value: unknown;
  readonly departure?: string;
}

/** Reads the text of a path, query or form field as the value that its schema asks for. */
export function fromText(schema: Node, text: string): FromText {
  const node = unwrap(schema);
  const def = defOf(node);
  switch (def.type) {
    case 'number':
      return { value: /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : text };
    case 'boolean':
      return booleanFrom(text);
    case 'literal':
      return { value: def.values.find((value) => String(value) === text) ?? text };
    case 'array':
      return listFrom(def.element, text);
    case 'union':
      return optionFrom(def.options, text);
    default:
      return { value: text };
  }
}

function booleanFrom(text: string): FromText {
  if (text === 'true' || text === 'false') return { value: text === 'true' };
  if (text === '1' || text === '0') {
    return { value: text === '1', departure: 'must be true or false, and is a number' };
  }
  return { value: text };
}

function listFrom(element: Node, text: string): FromText {
  if (text === '') return { value: [], departure: 'is empty: leave it out instead' };
  const items = text.split(',').map((item) => fromText(element, item));
  const departure = items.find((item) => item.departure !== undefined)?.departure;
  const value = items.map((item) => item.value);
  return departure === undefined ? { value } : { value, departure };
}

function optionFrom(options: readonly Node[], text: string): FromText {
  for (const option of options) {
    const read = fromText(option, text);
    if (judgeBy(strict(option))(read.value).length === 0) return read;
  }
  return { value: text };
}
