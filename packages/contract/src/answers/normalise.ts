import type { Operation } from '../operation.ts';
import { contains } from '../readings/children.ts';
import { marksOf } from '../readings/marks.ts';
import { defOf, unwrap, zodOf, type Node } from '../readings/schema.ts';

/** Where ids are, below a value of the answer. Recursive schemas make it recursive. */
interface Place {
  /** The value itself is an id. */
  id: boolean;
  items: Place | undefined;
  values: Place | undefined;
  readonly fields: Map<string, Place>;
}

const places = new WeakMap<Operation, { readonly root: Place | undefined }>();

/**
 * Turns the ids that the platform writes as numbers or strings into strings, in place. Numbers only: whatever else stands
 * there is for the judge to see. Its paths are worked out once per operation.
 */
export function normalise(operation: Operation, answer: unknown): void {
  let known = places.get(operation);
  if (!known) {
    const output = zodOf(operation.output);
    known = { root: contains(output, isId) ? placeOf(output, new Map()) : undefined };
    places.set(operation, known);
  }
  if (known.root) descend(known.root, answer);
}

function isId(node: Node): boolean {
  return marksOf(node).wire === 'string|number';
}

function placeOf(node: Node, known: Map<Node, Place>): Place {
  const made = known.get(node);
  if (made) return made;
  const place: Place = { id: false, items: undefined, values: undefined, fields: new Map() };
  known.set(node, place);
  fill(place, node, known);
  return place;
}

/** The options of a union share one place: what is an id in one of them is an id. */
function fill(place: Place, node: Node, known: Map<Node, Place>): void {
  if (isId(node)) place.id = true;
  const inner = unwrap(node);
  if (isId(inner)) place.id = true;
  const def = defOf(inner);
  switch (def.type) {
    case 'object':
      for (const [name, field] of Object.entries(def.shape)) {
        if (contains(field, isId)) place.fields.set(name, placeOf(field, known));
      }
      break;
    case 'array':
      if (contains(def.element, isId)) place.items = placeOf(def.element, known);
      break;
    case 'record':
      if (contains(def.valueType, isId)) place.values = placeOf(def.valueType, known);
      break;
    case 'union':
      for (const option of def.options) fill(place, option, known);
      break;
    default:
  }
}

function descend(place: Place, value: unknown): void {
  if (Array.isArray(value)) {
    const { items } = place;
    if (items) for (let index = 0; index < value.length; index++) replace(items, value, index);
    return;
  }
  if (!isRecord(value)) return;
  for (const [name, field] of place.fields) {
    if (Object.hasOwn(value, name)) replace(field, value, name);
  }
  if (place.values) for (const name of Object.keys(value)) replace(place.values, value, name);
}

function replace<K extends PropertyKey>(place: Place, holder: Record<K, unknown>, key: K): void {
  const value = holder[key];
  if (typeof value === 'number') {
    if (place.id) holder[key] = String(value);
  } else descend(place, value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
