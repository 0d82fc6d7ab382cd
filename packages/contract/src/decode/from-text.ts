import { judgeOf } from '../judge/judge-of.ts';
import { resolved, type Shape, type Shapes } from '../shape.ts';

/** What a text stands for, and what is wrong with how it is written, if anything. */
export interface FromText {
  readonly value: unknown;
  readonly departure?: string;
}

/** Reads the text of a path, query or form field as the value that its shape asks for. */
export function fromText(shape: Shape, shapes: Shapes, text: string): FromText {
  const { kind, values = [], of: item = 'any', options = [] } = resolved(shape, shapes);
  switch (kind) {
    case 'number':
    case 'integer':
      return { value: /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : text };
    case 'boolean':
      return booleanFrom(text);
    case 'literal':
      return { value: values.find((value) => String(value) === text) ?? text };
    case 'array':
      return listFrom(item, shapes, text);
    case 'union':
      return optionFrom(options, shapes, text);
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

function listFrom(element: Shape, shapes: Shapes, text: string): FromText {
  if (text === '') return { value: [], departure: 'is empty: leave it out instead' };
  const items = text.split(',').map((item) => fromText(element, shapes, item));
  const departure = items.find((item) => item.departure !== undefined)?.departure;
  const value = items.map((item) => item.value);
  return departure === undefined ? { value } : { value, departure };
}

function optionFrom(options: readonly Shape[], shapes: Shapes, text: string): FromText {
  for (const option of options) {
    const read = fromText(option, shapes, text);
    if (judgeOf(option, shapes, 'strict')(read.value).length === 0) return read;
  }
  return { value: text };
}
