import type { Operation } from '../operation.ts';
import { contains, formOf, nameIn, named, type Form, type Shape, type Shapes } from '../shape.ts';

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
    known = { root: placeOf(operation.output, operation.shapes, new Map()) };
    places.set(operation, known);
  }
  if (known.root) descend(known.root, answer);
}

function isId({ kind }: Form): boolean {
  return kind === 'id';
}

/** Undefined where there are none. */
function placeOf(shape: Shape, shapes: Shapes, known: Map<string, Place>): Place | undefined {
  if (!contains(shape, shapes, isId)) return undefined;
  const name = nameIn(formOf(shape).kind);
  const made = name === undefined ? undefined : known.get(name);
  if (made) return made;
  const place: Place = { id: false, items: undefined, values: undefined, fields: new Map() };
  if (name !== undefined) known.set(name, place);
  fill(place, shape, shapes, known);
  return place;
}

/** The options of a union share one place: what is an id in one of them is an id. */
function fill(place: Place, shape: Shape, shapes: Shapes, known: Map<string, Place>): void {
  const form = formOf(shape);
  const name = nameIn(form.kind);
  if (name !== undefined) return fill(place, named(name, shapes), shapes, known);
  if (isId(form)) place.id = true;
  for (const [field, inner] of Object.entries(form.fields ?? {})) {
    const below = placeOf(inner, shapes, known);
    if (below) place.fields.set(field, below);
  }
  const below = form.of && placeOf(form.of, shapes, known);
  if (below && form.kind === 'array') place.items = below;
  else if (below) place.values = below;
  for (const option of form.options ?? []) fill(place, option, shapes, known);
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
