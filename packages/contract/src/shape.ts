import { bare } from './bare.ts';

/** What a value is. `#Report` is the shape that the contract names `Report`. */
export type Kind =
  /** Anything at all. */
  | 'any'
  /** An answer without content that matters. */
  | 'nothing'
  | 'string'
  /** A string that the platform also writes as a number. */
  | 'id'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'null'
  /** One of `values`; the lenient reading takes words that were added since. */
  | 'enum'
  /** One of `values`, in both readings. */
  | 'literal'
  /** A string; the strict reading takes `values` only. */
  | 'open'
  | 'array'
  | 'tuple'
  | 'record'
  | 'object'
  | 'union'
  | `#${string}`;

/** A kind, `|null` where null will do, `?` where it may be absent: `string`, `integer?`, `#Report|null?`. */
export type ShortShape = Kind | `${Kind}|null` | `${Kind}?` | `${Kind}|null?`;

/** What a value must be, as data: its kind alone, or its kind with what there is to add. */
export type Shape = ShortShape | DetailedShape;

export interface DetailedShape {
  /** An object where it is absent. */
  readonly is?: ShortShape;
  /** The fields of an object. */
  readonly fields?: Shapes;
  /** Both of these fields of an object, or neither. */
  readonly together?: readonly [string, string];
  /** The items of an array, the values of a record. */
  readonly of?: Shape;
  /** The keys of a record, where not every string will do. */
  readonly keys?: Shape;
  /** The items of a tuple, and what may follow on them. */
  readonly items?: readonly Shape[];
  readonly rest?: Shape;
  /** The forms of a union, and the field whose value tells them apart. */
  readonly options?: readonly Shape[];
  readonly by?: string;
  readonly values?: readonly (string | number | boolean | null)[];
  /** Bounds of a number, of a text's characters, of an array's items. */
  readonly min?: number;
  readonly max?: number;
  /** Bounds of a number that it must not be itself. */
  readonly above?: number;
  readonly below?: number;
  /** What a text must match, and the name of that format if it has one. */
  readonly pattern?: string;
  readonly format?: string;
  /** What a text must not match. */
  readonly refused?: string;
  /** What is said where `refused` or `together` does not hold. */
  readonly says?: string;
  /** Holds a secret: errors carry no excerpt. */
  readonly sensitive?: true;
  /** What the platform takes where it is not sent. */
  readonly default?: unknown;
}

/** Shapes by name. */
export type Shapes = Readonly<Record<string, Shape>>;

/** A shape read: by own keys, its kind apart from what may stand in its place. */
export interface Form extends Omit<DetailedShape, 'is'> {
  readonly kind: Kind;
  readonly nullable: boolean;
  readonly optional: boolean;
}

/** Reads a shape. What it refers to is not followed. */
export function formOf(shape: Shape): Form {
  const { is = 'object', ...details } = typeof shape === 'string' ? { is: shape } : bare(shape);
  const optional = is.endsWith('?');
  const present = optional ? is.slice(0, -1) : is;
  const nullable = present.endsWith('|null');
  const kind = (nullable ? present.slice(0, -5) : present) as Kind;
  return bare({ ...details, kind, nullable, optional });
}

/** The name that a form refers to. */
export function nameIn(kind: Kind): string | undefined {
  return kind.startsWith('#') ? kind.slice(1) : undefined;
}

/**
 * The same with references followed.
 *
 * @throws TypeError if there is no shape of that name.
 */
export function resolved(shape: Shape, shapes: Shapes): Form {
  const form = formOf(shape);
  const name = nameIn(form.kind);
  if (name === undefined) return form;
  const { nullable, optional, ...target } = resolved(named(name, shapes), shapes);
  return bare({
    ...target,
    ...form,
    kind: target.kind,
    nullable: nullable || form.nullable,
    optional: optional || form.optional,
  });
}

/** @throws TypeError if there is no shape of that name. */
export function named(name: string, shapes: Shapes): Shape {
  const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined;
  if (shape === undefined) throw new TypeError(`The contract has no shape that is called ${name}.`);
  return shape;
}

/** Whether a shape, or anything in it, is such as asked. */
export function contains(
  shape: Shape,
  shapes: Shapes,
  asked: (form: Form) => boolean,
  seen = new Set<string>(),
): boolean {
  const form = formOf(shape);
  const inside = (part: Shape): boolean => contains(part, shapes, asked, seen);
  const name = nameIn(form.kind);
  if (name !== undefined) {
    if (seen.has(name)) return false;
    seen.add(name);
    return inside(named(name, shapes));
  }
  return asked(form) || partsOf(form).some(inside);
}

function partsOf(form: Form): readonly Shape[] {
  return [
    ...Object.values(form.fields ?? {}),
    ...(form.items ?? []),
    ...(form.options ?? []),
    ...[form.of, form.keys, form.rest].filter((part) => part !== undefined),
  ];
}
