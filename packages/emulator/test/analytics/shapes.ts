/** What a JSON value is made of: a type's name, the shapes of a list's items, or those of an object's fields. */
export type Shape = string | readonly Shape[] | { readonly [field: string]: Shape };

/** The shape of a value: its fields and types, and nothing that it says. */
export function shapeOf(value: unknown): Shape {
  if (value === null) return 'null';
  if (Array.isArray(value)) {
    const shapes = value.map(shapeOf).map((shape) => [JSON.stringify(shape), shape] as const);
    return [...new Map(shapes).values()];
  }
  if (typeof value !== 'object') return typeof value;
  return Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, shapeOf(inner)]));
}

/** Where a value lacks a field of the shape, or has it with another type. It may have more. */
export function gaps(shape: Shape, value: unknown, path = ''): readonly string[] {
  if (typeof shape === 'string') {
    const type = shapeOf(value);
    if (type === shape) return [];
    return [`${path} is ${typeof type === 'string' ? type : 'no plain value'}, not ${shape}`];
  }
  if (isList(shape)) {
    if (!Array.isArray(value)) return [`${path} is no list`];
    return shape.flatMap((item, at) => {
      const best = value
        .map((each) => gaps(item, each, `${path}[${at}]`))
        .toSorted((a, b) => a.length - b.length)[0];
      return best ?? [`${path}[${at}] is missing`];
    });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path} is no object`];
  const fields = new Map<string, unknown>(Object.entries(value));
  return Object.entries(shape).flatMap(([field, inner]) => {
    const here = path === '' ? field : `${path}.${field}`;
    return fields.has(field) ? gaps(inner, fields.get(field), here) : [`${here} is missing`];
  });
}

function isList(shape: Exclude<Shape, string>): shape is readonly Shape[] {
  return Array.isArray(shape);
}
